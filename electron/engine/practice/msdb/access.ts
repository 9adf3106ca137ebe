import { SqlError, type Access, type Right, type SqlSession } from '../sql/catalogue';
import type { LabLogin } from './options';
import { isSameName } from './find-object';

/** What instmsdb grants to DatabaseMailUserRole. */
const mailUserRights: Readonly<Partial<Record<Right, readonly string[]>>> = {
  EXECUTE: ['dbo.sp_send_dbmail', 'dbo.sysmail_delete_mailitems_sp', 'dbo.sysmail_help_status_sp'],
  SELECT: [
    'dbo.sysmail_allitems',
    'dbo.sysmail_sentitems',
    'dbo.sysmail_unsentitems',
    'dbo.sysmail_faileditems',
    'dbo.sysmail_mailattachments',
    'dbo.sysmail_event_log',
  ],
};

const serverRights = [
  'ALTER ANY CONNECTION',
  'ALTER SETTINGS',
  'CONNECT SQL',
  'CONTROL SERVER',
  'VIEW ANY DATABASE',
  'VIEW ANY DEFINITION',
  'VIEW SERVER STATE',
];
/** Rights on the server that public has. */
const publicServerRights = ['CONNECT SQL', 'VIEW ANY DATABASE'];

const databaseRoles = [
  'db_owner',
  'db_accessadmin',
  'db_securityadmin',
  'db_ddladmin',
  'db_backupoperator',
  'db_datareader',
  'db_datawriter',
  'db_denydatareader',
  'db_denydatawriter',
  'DatabaseMailUserRole',
  'public',
];

const roleOf = (logins: readonly LabLogin[], session: SqlSession): LabLogin['role'] =>
  session.isSysadmin ? 'sysadmin' : (loginOf(logins, session.login)?.role ?? 'none');

const loginOf = (logins: readonly LabLogin[], name: string) => logins.find(({ user }) => isSameName(user, name));

/** Who may do what in this server, by the role of the login. */
export function createAccess(logins: readonly LabLogin[]): Access {
  const isGranted = (session: SqlSession, what: string) =>
    (loginOf(logins, session.login)?.grants ?? []).some((grant) => isSameName(grant, what));

  return {
    mayOpen: (session, database) => !isSameName(database, 'msdb') || roleOf(logins, session) !== 'none',
    may(session, right, database, key) {
      const role = roleOf(logins, session);
      if (role === 'sysadmin') return true;
      if (!isSameName(database, 'msdb') || role === 'none') return false;
      const isRead = right === 'SELECT' || right === 'EXECUTE';
      if (isRead && isGranted(session, key.replace(/^dbo\./, ''))) return true;
      if (role === 'db_datareader') return right === 'SELECT';
      return role === 'DatabaseMailUserRole' && (mailUserRights[right]?.includes(key) ?? false);
    },
    hasServerRight(session, right) {
      const known = serverRights.find((one) => isSameName(one, right));
      if (known === undefined) return null;
      return session.isSysadmin || publicServerRights.includes(known) || isGranted(session, known);
    },
    isInRole(session, role) {
      const known = databaseRoles.find((one) => isSameName(one, role));
      if (known === undefined) return null;
      const own = roleOf(logins, session);
      // sysadmin is dbo in every database; that it counts for all roles is expected, not seen.
      return own === 'sysadmin' || known === 'public' || known === own;
    },
  };
}

/** Checks a name and password; throws 18456, and 4060 for a database that the login may not open. */
export function signIn(
  logins: readonly LabLogin[],
  user: string,
  password: string,
  database: string | undefined,
): { isSysadmin: boolean } {
  const login = loginOf(logins, user);
  if (login?.password !== password) throw new SqlError(18456, `Login failed for user '${user}'.`, 14);
  if (login.role === 'none' && isSameName(database, 'msdb'))
    throw new SqlError(4060, 'Cannot open database "msdb" requested by the login. The login failed.', 11);
  return { isSysadmin: login.role === 'sysadmin' };
}
