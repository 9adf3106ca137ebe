import type { Column, Database, Right } from './catalogue';
import type { Context } from './context';
import type { ObjectName } from './syntax';

export type Resolved = { database: Database; key: string };

/** Schema dbo and the session's database where a name leaves them out; null where there is no such database. */
export function resolveName(context: Context, name: ObjectName): Resolved | null {
  const object = name.at(-1) ?? '';
  const schema = name.at(-2) || 'dbo';
  const databaseName = name.at(-3) || context.database;
  const database = context.model.databases.get(databaseName.toLowerCase());
  return database ? { database, key: `${schema}.${object}`.toLowerCase() } : null;
}

/** 'msdb.dbo.name' with or without brackets as its parts. */
export const nameParts = (name: string): ObjectName => name.split('.').map((part) => part.replace(/^\[(.*)\]$/, '$1'));

const tableRights: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** Metadata is visible to whoever has some right on the object. */
export function isVisible({ model, session }: Context, database: Database, key: string): boolean {
  const rights: readonly Right[] = database.procedures.has(key) ? ['EXECUTE'] : tableRights;
  return rights.some((right) => model.access.may(session, right, database.name, key));
}

/** OBJECT_ID of 'msdb.dbo.name'; null when there is none, or none that the session may know of. @param type 'P', 'U', 'V' */
export function objectId(context: Context, name: string, type: string | null): number | null {
  const resolved = resolveName(context, nameParts(name));
  if (!resolved) return null;
  const { database, key } = resolved;
  const kind = kindOf(database, key);
  if (kind === null || (type !== null && type.trim().toUpperCase() !== kind)) return null;
  return context.model.access.mayOpen(context.session, database.name) && isVisible(context, database, key)
    ? idOf(key)
    : null;
}

/** P procedure, U table, V view; null when there is none. */
function kindOf({ procedures, tables }: Database, key: string): 'P' | 'U' | 'V' | null {
  if (procedures.has(key)) return 'P';
  const table = tables.get(key);
  return table ? (table.update ? 'U' : 'V') : null;
}

/** A stable number for a name (FNV-1a), as good as any id that nobody stores. */
export function idOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash & 0x7fffffff;
}

export const column = (name: string, type: Column['type'], length?: Column['length']): Column =>
  length === undefined ? { name, type, nullable: true } : { name, type, length, nullable: true };
