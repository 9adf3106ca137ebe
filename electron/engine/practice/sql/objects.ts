import { SqlError, type Column, type Database, type Procedure, type Right, type Table } from './catalogue';
import type { Context } from './context';
import type { ObjectName } from './syntax';
import { systemTable } from './system-tables';

type Resolved = { database: Database; key: string };

/** Schema dbo and the session's database where a name leaves them out; null where there is no such database. */
export function resolveName(context: Context, name: ObjectName): Resolved | null {
  const object = name.at(-1) ?? '';
  const schema = name.at(-2) || 'dbo';
  const databaseName = name.at(-3) || context.database;
  const database = context.model.databases.get(databaseName.toLowerCase());
  return database ? { database, key: `${schema}.${object}`.toLowerCase() } : null;
}

/** Throws 916 where the login has no way into the database. */
export function requireOpen({ model, session }: Context, database: string): void {
  if (!model.access.mayOpen(session, database))
    throw new SqlError(
      916,
      `The server principal "${session.login}" is not able to access the database "${database}" under the current security context.`,
      14,
    );
}

/** Throws 229. */
function requireRight({ model, session }: Context, right: Right, { database, key }: Resolved): void {
  if (model.access.may(session, right, database.name, key)) return;
  const [schema = '', object = ''] = key.split('.');
  throw new SqlError(
    229,
    `The ${right} permission was denied on the object '${object}', database '${database.name}', schema '${schema}'.`,
    14,
    5,
    right === 'EXECUTE' ? object : '',
  );
}

/** A table or view that may be read, and written where `rights` says so. Throws 208, 229, 916. */
export function findTable(context: Context, name: ObjectName, ...rights: Right[]): Table {
  const resolved = resolveName(context, name);
  if (resolved) requireOpen(context, resolved.database.name);
  const table = resolved?.database.tables.get(resolved.key);
  const found = table ?? (resolved && systemTable(context, resolved.database, resolved.key));
  if (!found) throw new SqlError(208, `Invalid object name '${name.join('.')}'.`);
  if (table && resolved) for (const right of rights) requireRight(context, right, resolved);
  return found;
}

/** A procedure that may be executed. Throws 2812, 229, 916. */
export function findProcedure(context: Context, name: ObjectName): Procedure {
  const resolved = resolveName(context, name);
  if (resolved) requireOpen(context, resolved.database.name);
  const procedure = resolved?.database.procedures.get(resolved.key);
  if (!resolved || !procedure) throw new SqlError(2812, `Could not find stored procedure '${name.join('.')}'.`);
  requireRight(context, 'EXECUTE', resolved);
  return procedure;
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
