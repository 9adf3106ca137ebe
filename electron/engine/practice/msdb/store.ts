import { tableColumns, type TableName } from './columns';
import type { Row } from '../sql/catalogue';

/** What msdb remembers, as JSON: dates are ISO texts there. */
export type MsdbState = { tables: Record<TableName, Row[]>; queueStarted: boolean; processes: number };

/** msdb's rows in memory. Rows are changed in place; `changed` has them written through. */
export type MsdbStore = {
  readonly state: MsdbState;
  rows(table: TableName): Row[];
  /** Adds a row with the next identity value in `identity`; missing columns are NULL. */
  insert(table: TableName, row: Row, identity?: string): Row;
  changed(): void;
  /** Resolves when everything changed so far is on disk, as a server's answer to a change promises. */
  durable(): Promise<void>;
  now(): Date;
};

export type Persistence = { changed(): void; durable(): Promise<void> };

export function createStore(state: MsdbState, now: () => Date, { changed, durable }: Persistence): MsdbStore {
  for (const name of Object.keys(tableColumns) as TableName[]) revive(name, state.tables[name]);

  return {
    state,
    now,
    changed,
    durable,
    rows: (table) => state.tables[table],
    insert(table, row, identity) {
      const rows = state.tables[table];
      const blank = Object.fromEntries(tableColumns[table].map((column) => [column.name, null]));
      const next = identity === undefined ? {} : { [identity]: 1 + Math.max(0, ...lastOf(rows, identity)) };
      const made: Row = {
        ...blank,
        last_mod_datetime: now(),
        last_mod_date: now(),
        last_mod_user: 'sa',
        ...row,
        ...next,
      };
      const kept = Object.fromEntries(Object.keys(blank).map((name) => [name, made[name] ?? null]));
      rows.push(kept);
      changed();
      return kept;
    },
  };
}

/** Identities only grow, so the last row has the highest. */
function lastOf(rows: readonly Row[], identity: string): number[] {
  const last = rows.at(-1);
  return last ? [Number(last[identity])] : [];
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
