import { ProblemError } from '../../../../../shared/result';
import type { SqlConnection } from '../../sql-connection';
import { sessionEnded } from '../../sql-writer';
import { connectFailure } from '../connect-problem';
import { refusalOf } from '../consent-needed';
import { lookAt } from '../look';
import type { SqlTarget } from '../target';
import type { OdbcDriver } from './driver';
import { OdbcError } from './odbc-error';
import { microsoft, openSession, type OdbcDialect } from './open-session';
import { createSessionPool } from './session-pool';
import { wrapSessions } from './wrap-sessions';

/**
 * Signs in as the Windows user who runs RelayTune (SSPI), which only ODBC can. ODBC tells nothing of the certificate, takes none by its
 * fingerprint, and leaves the TLS version to Windows; so the other driver looks at the server first, as far as the certificate, and what is
 * asked of the user is the same. That check is made just before each session, not within it. Throws ProblemError or ConsentNeeded.
 */
export async function connectWindowsUser(
  odbc: OdbcDriver,
  target: SqlTarget,
  { dialect = microsoft, mayConnect }: { dialect?: OdbcDialect; mayConnect?: (() => boolean) | undefined } = {},
): Promise<SqlConnection> {
  const { encryption } = target;
  const look = () => (encryption === 'none' ? null : lookAt(target));
  const certificate = await look();
  const open = () =>
    openSession(odbc, target, dialect).catch((error: unknown) => {
      throw refusal(error);
    });
  const pool = createSessionPool(await open(), async () => {
    if (mayConnect?.() === false) throw new ProblemError(sessionEnded);
    if (target.certificate !== null) await look();
    return open();
  });
  return wrapSessions(pool, odbc, certificate);

  function refusal(error: unknown): unknown {
    if (!(error instanceof OdbcError)) return error;
    const known = ownProblems[error.code];
    if (known && error.number === undefined) return new ProblemError({ ...known, detail: error.message });
    const server = error.number === undefined ? null : { number: error.number, message: error.message };
    return refusalOf(connectFailure(error, target, { answer: 'none', certificate, error: server }), certificate);
  }
}

const ownProblems: Readonly<Record<string, { code: string; title: string; hint: string }>> = {
  ENODRIVER: {
    code: 'sql/odbc-driver-missing',
    title: 'Microsoft’s ODBC driver for SQL Server is not installed on this computer.',
    hint: 'Install “ODBC Driver 18 for SQL Server” (64-bit) from Microsoft, or choose another sign-in on page 1.',
  },
  ESSPI: {
    code: 'sql/windows-proof',
    title: 'Windows could not prove to the server who you are.',
    hint: 'Enter the server’s full name, check its service principal names (setspn -L with the service account) and the clocks, or choose another sign-in on page 1.',
  },
};
