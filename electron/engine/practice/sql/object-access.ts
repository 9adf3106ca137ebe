import { SqlError, type Procedure, type Right, type Table } from './catalogue';
import type { Context } from './context';
import { resolveName, type Resolved } from './objects';
import type { ObjectName } from './syntax';
import { systemTable } from './system-tables';

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
