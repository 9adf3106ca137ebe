import { tableColumns, type TableName } from './columns';
import type { Row } from '../sql/catalogue';

/** What msdb remembers, as JSON: dates are ISO texts there. */
export type MsdbState = {
  tables: Record<TableName, Row[]>;
  queueStarted: boolean;
  /** Database Mail processes started so far. */
  processes: number;
  /** The last identity value given out, by table: deleted rows' numbers never come back. */
  identities?: Partial<Record<TableName, number>>;
};

/** msdb's rows in memory. Rows are changed in place; `changed` has them written through. */
export type MsdbStore = {
  readonly state: MsdbState;
  rows(table: TableName): Row[];
  /** Adds a row with the next identity value in `identity`; missing columns are NULL. */
  insert(table: TableName, row: Row, identity?: string): Row;
  /** Deletes the rows that match and answers how many they were. */
  remove(table: TableName, matches: (row: Row) => boolean): number;
  changed(): void;
  /** Resolves when everything changed so far is on disk, as a server's answer to a change promises. */
  durable(): Promise<void>;
  now(): Date;
};

export type Persistence = { changed(): void; durable(): Promise<void> };

export function createStore(state: MsdbState, now: () => Date, { changed, durable }: Persistence): MsdbStore {
  // A lab that was kept before a table was added lacks it.
  const kept: Partial<Record<TableName, Row[]>> = state.tables;
  for (const name of Object.keys(tableColumns) as TableName[]) revive(name, (kept[name] ??= []));
  const identities = (state.identities ??= {});

  function nextIdentity(table: TableName, column: string): number {
    const last = identities[table] ?? Number(state.tables[table].at(-1)?.[column] ?? 0);
    return (identities[table] = last + 1);
  }

  return {
    state,
    now,
    changed,
    durable,
    rows: (table) => state.tables[table],
    insert(table, row, identity) {
      const blank = Object.fromEntries(tableColumns[table].map((column) => [column.name, null]));
      const next = identity === undefined ? {} : { [identity]: nextIdentity(table, identity) };
      const made: Row = {
        ...blank,
        last_mod_datetime: now(),
        last_mod_date: now(),
        last_mod_user: 'sa',
        ...row,
        ...next,
      };
      const kept = Object.fromEntries(Object.keys(blank).map((name) => [name, made[name] ?? null]));
      state.tables[table].push(kept);
      changed();
      return kept;
    },
    remove(table, matches) {
      const rows = state.tables[table];
      const kept = rows.filter((row) => !matches(row));
      const removed = rows.length - kept.length;
      state.tables[table] = kept;
      if (removed > 0) changed();
      return removed;
    },
  };
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
