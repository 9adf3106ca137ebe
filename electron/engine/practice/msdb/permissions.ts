import { SqlError, type SqlSession } from '../sql/catalogue';

/** Error 229, as for a login that has no right to the object. */
export function denied(right: 'SELECT' | 'UPDATE' | 'EXECUTE', object: string): never {
  throw new SqlError(
    229,
    `The ${right} permission was denied on the object '${object}', database 'msdb', schema 'dbo'.`,
    14,
    5,
    right === 'EXECUTE' ? object : '',
  );
}

/** Database Mail's set-up belongs to sysadmin; others get error 229. */
export function requireSysadmin(session: SqlSession, procedure: string): void {
  if (!session.isSysadmin) denied('EXECUTE', procedure);
}
