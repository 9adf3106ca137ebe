import { SqlError, type Column, type Database, type Procedure, type Table } from './catalogue';
import type { Context } from './context';
import type { ObjectName } from './syntax';
import { systemTable } from './system-tables';

/** Schema dbo and the session's database where a name leaves them out. */
function resolve(context: Context, name: ObjectName): { database: Database | undefined; key: string } {
  const object = name.at(-1) ?? '';
  const schema = name.at(-2) || 'dbo';
  const databaseName = name.at(-3) || context.database;
  return {
    database: context.model.databases.get(databaseName.toLowerCase()),
    key: `${schema}.${object}`.toLowerCase(),
  };
}

/** Throws 208. */
export function findTable(context: Context, name: ObjectName): Table {
  const { database, key } = resolve(context, name);
  const table = database && (database.tables.get(key) ?? systemTable(context, database, key));
  if (!table) throw new SqlError(208, `Invalid object name '${name.join('.')}'.`);
  return table;
}

/** Throws 2812. */
export function findProcedure(context: Context, name: ObjectName): Procedure {
  const { database, key } = resolve(context, name);
  const procedure = database?.procedures.get(key);
  if (!procedure) throw new SqlError(2812, `Could not find stored procedure '${name.join('.')}'.`);
  return procedure;
}

/** OBJECT_ID of 'msdb.dbo.name'; null when there is none. */
export function objectId(context: Context, name: string): number | null {
  const parts = name.split('.').map((part) => part.replace(/^\[(.*)\]$/, '$1'));
  const { database, key } = resolve(context, parts);
  if (!database) return null;
  return database.procedures.has(key) || database.tables.has(key) ? idOf(key) : null;
}

/** A stable number for a name (FNV-1a), as good as any id that nobody stores. */
export function idOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash & 0x7fffffff;
}

export const column = (name: string, type: Column['type'], length?: Column['length']): Column =>
  length === undefined ? { name, type, nullable: true } : { name, type, length, nullable: true };
