import { SqlError, type Column, type Row, type SqlSession, type Table } from '../sql/catalogue';
import { eventLogColumns, itemViewColumns, tableColumns, type TableName } from './columns';
import { denied } from './permissions';
import type { MsdbStore } from './store';

const statusTexts = ['unsent', 'sent', 'failed', 'retrying'];
const eventTexts = ['success', 'information', 'warning'];

/** sent_status as the views show it: any value but the four is 'failed'. */
export const statusText = (row: Row) => statusTexts[Number(row.sent_status)] ?? 'failed';

/** event_type as sysmail_event_log shows it: any value but the three is 'error'. */
export const eventText = (row: Row) => eventTexts[Number(row.event_type)] ?? 'error';

/** The views' row filter: one's own mails, or everything for sysadmin. */
export const maySee = (session: SqlSession, mail: Row) =>
  session.isSysadmin || mail.send_request_user === session.login;

/** The base tables and the views over them. Base tables want sysadmin; the views show others their own rows only. */
export function msdbTables(store: MsdbStore): Map<string, Table> {
  const tables = new Map<string, Table>();
  for (const name of Object.keys(tableColumns) as TableName[]) tables.set(`dbo.${name}`, baseTable(store, name));

  const items = (keep: (status: string) => boolean) => itemView(store, keep);
  tables.set(
    'dbo.sysmail_allitems',
    items(() => true),
  );
  tables.set(
    'dbo.sysmail_sentitems',
    items((status) => status === 'sent'),
  );
  tables.set(
    'dbo.sysmail_faileditems',
    items((status) => status === 'failed'),
  );
  tables.set(
    'dbo.sysmail_unsentitems',
    items((status) => status === 'unsent' || status === 'retrying'),
  );
  tables.set('dbo.sysmail_mailattachments', attachments(store));
  tables.set('dbo.sysmail_event_log', eventLog(store));
  return tables;
}

function baseTable(store: MsdbStore, name: TableName): Table {
  const columns = tableColumns[name];
  return {
    columns,
    rows: (session) => (session.isSysadmin ? store.rows(name) : denied('SELECT', name)),
    update(row, changes, session) {
      if (!session.isSysadmin) denied('UPDATE', name);
      const missing = columns.find((column) => !column.nullable && changes[column.name] === null);
      if (missing)
        throw new SqlError(
          515,
          `Cannot insert the value NULL into column '${missing.name}', table 'msdb.dbo.${name}'; column does not allow nulls. UPDATE fails.`,
          16,
          2,
        );
      Object.assign(row, changes);
      store.changed();
    },
  };
}

function itemView(store: MsdbStore, keep: (status: string) => boolean): Table {
  return view(itemViewColumns, (session) =>
    store
      .rows('sysmail_mailitems')
      .filter((row) => maySee(session, row) && keep(statusText(row)))
      .map((row): Row => ({ ...row, sent_status: statusText(row) })),
  );
}

/** Rows without a mail, such as a process's start, are sysadmin's alone. */
function eventLog(store: MsdbStore): Table {
  return view(eventLogColumns, (session) => {
    const own = ownMails(store, session);
    return store
      .rows('sysmail_log')
      .filter((row) => session.isSysadmin || own.has(row.mailitem_id ?? null))
      .map((row): Row => ({ ...row, event_type: eventText(row) }));
  });
}

function attachments(store: MsdbStore): Table {
  return view(tableColumns.sysmail_attachments, (session) => {
    const own = ownMails(store, session);
    return store.rows('sysmail_attachments').filter((row) => own.has(row.mailitem_id ?? null));
  });
}

function ownMails(store: MsdbStore, session: SqlSession): Set<Row[string]> {
  const mails = store.rows('sysmail_mailitems').filter((row) => maySee(session, row));
  return new Set(mails.map((row) => row.mailitem_id ?? null));
}

const view = (columns: readonly Column[], rows: (session: SqlSession) => Row[]): Table => ({ columns, rows });
