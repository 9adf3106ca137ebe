import type { Right, SqlTypeName, SqlValue } from './catalogue';
import type { Context } from './context';
import { nameParts, objectId, resolveName } from './objects';
import { toText } from './values';

type Scalar = { type: SqlTypeName; length?: number; run(args: SqlValue[], context: Context): SqlValue };

const int = (run: (args: SqlValue[], context: Context) => SqlValue): Scalar => ({ type: 'int', run });
const name = (run: (args: SqlValue[], context: Context) => SqlValue): Scalar => ({
  type: 'nvarchar',
  length: 128,
  run,
});
const flag = (yes: boolean | null) => (yes === null ? null : Number(yes));
const textOf = (value: SqlValue | undefined) => toText(value ?? null);

const serverRoles =
  'sysadmin serveradmin securityadmin setupadmin processadmin dbcreator diskadmin bulkadmin public'.split(' ');

/** Functions that tell who is asking, and what they may do. */
export const securityScalars: Readonly<Record<string, Scalar>> = {
  SUSER_SNAME: name((_args, { session }) => session.login),
  ORIGINAL_LOGIN: name((_args, { session }) => session.login),
  HOST_NAME: name((_args, { session }) => session.hostName),
  APP_NAME: name((_args, { session }) => session.programName),
  DB_NAME: name(([id], { database, model }) =>
    id === undefined ? database : ([...model.databases.values()].find((one) => one.id === Number(id))?.name ?? null),
  ),
  DB_ID: int(
    ([given], { database, model }) => model.databases.get((textOf(given) ?? database).toLowerCase())?.id ?? null,
  ),
  OBJECT_ID: int(([given, type], context) => objectId(context, String(given), textOf(type))),
  HAS_DBACCESS: int(([given], { model, session }) => {
    const database = model.databases.get(String(given).toLowerCase());
    return database ? flag(model.access.mayOpen(session, database.name)) : null;
  }),
  IS_SRVROLEMEMBER: int(([role], { session }) => {
    const wanted = String(role).toLowerCase();
    return serverRoles.includes(wanted) ? flag(wanted === 'public' || session.isSysadmin) : null;
  }),
  IS_MEMBER: int(([role], { model, session }) => flag(model.access.isInRole(session, String(role)))),
  HAS_PERMS_BY_NAME: int(([securable, kind, right], context) =>
    flag(hasPermission(textOf(securable), textOf(kind)?.toUpperCase() ?? null, String(right).toUpperCase(), context)),
  ),
};

const objectRights: readonly string[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'EXECUTE'];

/** NULL for a securable that does not exist or cannot be reached, and for a right or class that does not exist. */
function hasPermission(securable: string | null, kind: string | null, right: string, context: Context): boolean | null {
  const { model, session } = context;
  const { access } = model;
  if (securable === null) return kind === null || kind === 'SERVER' ? access.hasServerRight(session, right) : null;
  if (kind === 'DATABASE') {
    const database = model.databases.get(securable.toLowerCase());
    return database && right === 'CONNECT' ? access.mayOpen(session, database.name) : null;
  }
  const resolved = resolveName(context, nameParts(securable));
  if (kind !== 'OBJECT' || !resolved || !objectRights.includes(right)) return null;
  const { database, key } = resolved;
  const isProcedure = database.procedures.has(key);
  if (!access.mayOpen(session, database.name) || !(isProcedure || database.tables.has(key))) return null;
  // Tables cannot be executed, procedures can be nothing else.
  return isProcedure === (right === 'EXECUTE') && access.may(session, right as Right, database.name, key);
}
