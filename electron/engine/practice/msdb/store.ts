import type { KeyRange, Row } from '../sql/catalogue';
import { blankRow, identityOf, tableColumns, type TableName } from './columns';
import { forget, historyRows, lastKey, type History } from './history';
import type { MsdbOptions } from './options';

/** What msdb remembers, as JSON: dates are ISO texts there. */
export type MsdbState = {
  tables: Record<TableName, Row[]>;
  queueStarted: boolean;
  /** Database Mail processes started so far. */
  processes: number;
  /** The last identity value given out, by table: deleted rows' numbers never come back. */
  identities?: Partial<Record<TableName, number>>;
  /** What the lab was made with. */
  options?: MsdbOptions;
  history?: History;
  /** Passwords by credential_id: sys.credentials, which nobody can read. */
  credentials?: Record<string, string>;
};

/** msdb's rows in memory. Rows are changed in place; `changed` has them written through. */
export type MsdbStore = {
  readonly state: MsdbState;
  /** The rows that this lab made: all but those of the history. */
  rows(table: TableName): Row[];
  /** Every row, those of the history first, each counted as read; by primary key where a range is given. */
  read(table: TableName, range?: KeyRange, isDescending?: boolean): Iterable<Row>;
  /** The row with this identity. */
  find(table: TableName, id: number): Row | undefined;
  /** Rows read so far. */
  rowsRead(): number;
  /** Adds a row, with the next identity value where its table has one; missing columns are NULL. */
  insert(table: TableName, row: Row): Row;
  /** Deletes these rows and what hangs on them by a foreign key; answers how many of these there were. */
  remove(table: TableName, rows: Iterable<Row>): number;
  /** Throws for a row of the history, which cannot be changed. */
  requireOwn(table: TableName, row: Row): void;
  changed(): void;
  /** Resolves when everything changed so far is on disk, as a server's answer to a change promises. */
  durable(): Promise<void>;
  now(): Date;
};

export type Persistence = { changed(): void; durable(): Promise<void> };

/** Foreign keys that delete: parent, its key, children. */
const cascades: Readonly<Partial<Record<TableName, { key: string; children: readonly TableName[] }>>> = {
  sysmail_mailitems: { key: 'mailitem_id', children: ['sysmail_attachments', 'sysmail_send_retries'] },
  sysmail_account: { key: 'account_id', children: ['sysmail_server', 'sysmail_profileaccount'] },
  sysmail_profile: { key: 'profile_id', children: ['sysmail_profileaccount', 'sysmail_principalprofile'] },
};

const everything: KeyRange = { low: 1, high: Infinity };

export function createStore(state: MsdbState, now: () => Date, { changed, durable }: Persistence): MsdbStore {
  // A lab that was kept before a table was added lacks it.
  const kept: Partial<Record<TableName, Row[]>> = state.tables;
  for (const name of Object.keys(tableColumns) as TableName[]) revive(name, (kept[name] ??= []));
  const identities = (state.identities ??= {});
  let count = 0;

  function nextIdentity(table: TableName, column: string): number {
    const last = identities[table] ?? Number(state.tables[table].at(-1)?.[column] ?? lastKey(state.history, table));
    return (identities[table] = last + 1);
  }

  function* read(table: TableName, range: KeyRange = everything, isDescending = false): Generator<Row> {
    const own = ownRows(table, range, isDescending);
    const old = historyRows(state.history, table, range, isDescending);
    for (const rows of isDescending ? [own, old] : [old, own]) {
      for (const row of rows) {
        count += 1;
        yield row;
      }
    }
  }

  function* ownRows(table: TableName, range: KeyRange, isDescending: boolean): Generator<Row> {
    const rows = state.tables[table];
    const key = identityOf[table];
    if (key === undefined) {
      yield* rows;
      return;
    }
    if ('ids' in range) {
      for (const id of isDescending ? [...range.ids].reverse() : range.ids) {
        const row = rows[firstFrom(rows, key, id)];
        if (row?.[key] === id) yield row;
      }
      return;
    }
    const [from, to] = [firstFrom(rows, key, range.low), firstFrom(rows, key, range.high + 1)];
    for (let at = from; at < to; at += 1) {
      const row = rows[isDescending ? to - 1 - (at - from) : at];
      if (row) yield row;
    }
  }

  function remove(table: TableName, rows: Iterable<Row>): number {
    const own = new Set<Row>();
    const old: number[] = [];
    for (const row of rows) {
      if (isOld(table, row)) old.push(Number(row[identityOf[table] ?? '']));
      else own.add(row);
    }
    if (state.history && old.length > 0) forget(state.history, table, old);
    if (own.size > 0) state.tables[table] = state.tables[table].filter((row) => !own.has(row));
    // Nothing hangs on old mails.
    const { key, children } = cascades[table] ?? { key: '', children: [] };
    const keys = new Set([...own].map((row) => row[key] ?? null));
    for (const child of children)
      remove(
        child,
        state.tables[child].filter((row) => keys.has(row[key] ?? null)),
      );
    if (own.size + old.length > 0) changed();
    return own.size + old.length;
  }

  function isOld(table: TableName, row: Row): boolean {
    const identity = identityOf[table];
    return identity !== undefined && Number(row[identity]) <= lastKey(state.history, table);
  }

  return {
    state,
    now,
    changed,
    durable,
    read,
    remove,
    rowsRead: () => count,
    rows: (table) => state.tables[table],
    find(table, id) {
      for (const row of read(table, { ids: [id] })) return row;
      return undefined;
    },
    insert(table, row) {
      const identity = identityOf[table];
      const made = blankRow(table, {
        last_mod_datetime: now(),
        last_mod_date: now(),
        last_mod_user: 'sa',
        ...row,
        ...(identity === undefined ? {} : { [identity]: nextIdentity(table, identity) }),
      });
      state.tables[table].push(made);
      changed();
      return made;
    },
    requireOwn(table, row) {
      if (isOld(table, row)) throw new Error('The old mails of the practice server cannot be changed, only deleted.');
    },
  };
}

/** Where the first row with this key or a higher one is; rows are in the order of their keys. */
function firstFrom(rows: readonly Row[], key: string, id: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(rows[middle]?.[key]) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function revive(name: TableName, rows: Row[]): void {
  const dates = tableColumns[name].filter((column) => column.type === 'datetime').map((column) => column.name);
  for (const row of rows) {
    for (const date of dates) {
      const value = row[date];
      if (typeof value === 'string') row[date] = new Date(value);
    }
  }
}
