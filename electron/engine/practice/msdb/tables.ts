import { SqlError, type Column, type Row, type SqlSession, type Table } from '../sql/catalogue';
import { eventLogColumns, itemViewColumns, tableColumns, type TableName } from './columns';
import type { MsdbStore } from './store';

const statusTexts = ['unsent', 'sent', 'failed', 'retrying'];
const eventTexts = ['success', 'information', 'warning'];

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
  tables.set('dbo.sysmail_event_log', eventLog(store));
  return tables;
}

function baseTable(store: MsdbStore, name: TableName): Table {
  return {
    columns: tableColumns[name],
    rows: (session) => (session.isSysadmin ? store.rows(name) : denied(name)),
    update(row, changes, session) {
      if (!session.isSysadmin) denied(name);
      Object.assign(row, changes);
      store.changed();
    },
  };
}

function denied(name: string): never {
  throw new SqlError(
    229,
    `The SELECT permission was denied on the object '${name}', database 'msdb', schema 'dbo'.`,
    14,
    5,
  );
}

/** Any status but the four shows as 'failed'. */
function itemView(store: MsdbStore, keep: (status: string) => boolean): Table {
  return view(itemViewColumns, (session) =>
    store
      .rows('sysmail_mailitems')
      .filter((row) => session.isSysadmin || row.send_request_user === session.login)
      .map((row): Row => ({ ...row, sent_status: statusTexts[Number(row.sent_status)] ?? 'failed' }))
      .filter((row) => keep(String(row.sent_status))),
  );
}

function eventLog(store: MsdbStore): Table {
  return view(eventLogColumns, (session) => {
    const own = new Set(
      store
        .rows('sysmail_mailitems')
        .filter((row) => row.send_request_user === session.login)
        .map((row) => row.mailitem_id),
    );
    return store
      .rows('sysmail_log')
      .filter((row) => session.isSysadmin || own.has(row.mailitem_id ?? null))
      .map((row): Row => ({ ...row, event_type: eventTexts[Number(row.event_type)] ?? 'error' }));
  });
}

const view = (columns: readonly Column[], rows: (session: SqlSession) => Row[]): Table => ({ columns, rows });
