import { SqlError, type Column, type KeyRange, type Row, type SqlSession, type Table } from '../sql/catalogue';
import { eventLogColumns, identityOf, itemViewColumns, tableColumns, type TableName } from './columns';
import { isSameName } from './find-object';
import type { MsdbStore } from './store';

const statusTexts = ['unsent', 'sent', 'failed', 'retrying'];
const eventTexts = ['success', 'information', 'warning'];

/** sent_status as the views show it: any value but the four is 'failed'. */
export const statusText = (row: Row) => statusTexts[Number(row.sent_status)] ?? 'failed';

/** event_type as sysmail_event_log shows it: any value but the three is 'error'. */
export const eventText = (row: Row) => eventTexts[Number(row.event_type)] ?? 'error';

/** The views' row filter: one's own mails, or everything for sysadmin. */
export const maySee = (session: SqlSession, mail: Row | undefined) =>
  session.isSysadmin || (mail !== undefined && isSameName(mail.send_request_user, session.login));

/** Rights belong to the server's Access: here it only matters which rows of a view a session sees. */
type Visibility = { seesWholeLog(session: SqlSession): boolean };

/** The base tables and the views over them. */
export function msdbTables(store: MsdbStore, visibility: Visibility): Map<string, Table> {
  const tables = new Map<string, Table>();
  for (const name of Object.keys(tableColumns) as TableName[]) tables.set(`dbo.${name}`, baseTable(store, name));

  const items: Readonly<Record<string, (status: string) => boolean>> = {
    allitems: () => true,
    sentitems: (status) => status === 'sent',
    faileditems: (status) => status === 'failed',
    unsentitems: (status) => status === 'unsent' || status === 'retrying',
  };
  for (const [name, keep] of Object.entries(items))
    tables.set(
      `dbo.sysmail_${name}`,
      view(store, 'sysmail_mailitems', itemViewColumns, (row, session) => {
        const sent_status = statusText(row);
        return maySee(session, row) && keep(sent_status) ? { ...row, sent_status } : null;
      }),
    );
  const mailOf = (row: Row) =>
    row.mailitem_id === null ? undefined : store.find('sysmail_mailitems', Number(row.mailitem_id));
  tables.set(
    'dbo.sysmail_mailattachments',
    view(store, 'sysmail_attachments', tableColumns.sysmail_attachments, (row, session) =>
      maySee(session, session.isSysadmin ? row : mailOf(row)) ? row : null,
    ),
  );
  // Rows without a mail, such as a process's start, show only to whoever sees the whole log.
  tables.set(
    'dbo.sysmail_event_log',
    view(store, 'sysmail_log', eventLogColumns, (row, session) =>
      visibility.seesWholeLog(session) || maySee(session, mailOf(row)) ? { ...row, event_type: eventText(row) } : null,
    ),
  );
  return tables;
}

function baseTable(store: MsdbStore, name: TableName): Table {
  const columns = tableColumns[name];
  const key = identityOf[name];
  return {
    columns,
    rows: () => store.read(name),
    ...(key === undefined
      ? {}
      : { key: { column: key, rows: (_session, range, isDescending) => store.read(name, range, isDescending) } }),
    update(row, changes) {
      const missing = columns.find((column) => !column.nullable && changes[column.name] === null);
      if (missing)
        throw new SqlError(
          515,
          `Cannot insert the value NULL into column '${missing.name}', table 'msdb.dbo.${name}'; column does not allow nulls. UPDATE fails.`,
          16,
          2,
        );
      store.requireOwn(name, row);
      Object.assign(row, changes);
      store.changed();
    },
    remove: (rows) => store.remove(name, rows),
  };
}

/** A view over one table, with its key. @param show the row as the session sees it; null where it does not */
function view(
  store: MsdbStore,
  base: TableName,
  columns: readonly Column[],
  show: (row: Row, session: SqlSession) => Row | null,
): Table {
  function* rows(session: SqlSession, range?: KeyRange, isDescending = false): Generator<Row> {
    for (const row of store.read(base, range, isDescending)) {
      const shown = show(row, session);
      if (shown) yield shown;
    }
  }
  const key = identityOf[base];
  return { columns, rows: (session) => rows(session), ...(key === undefined ? {} : { key: { column: key, rows } }) };
}
