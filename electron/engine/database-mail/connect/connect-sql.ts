import { ProblemError } from '../../../../shared/result';
import { wrapPool, type SqlConnection } from '../sql-connection';
import { connectFailure } from './connect-problem';
import { ConsentNeeded } from './consent-needed';
import { closeOpened, look, otherCertificate } from './look';
import { connectWindowsUser } from './odbc/connect-windows-user';
import { loadOdbcDriver } from './odbc/load-driver';
import { openPool } from './open-pool';
import type { SqlIdentity, SqlTarget } from './target';

/**
 * Signs in. Times in msdb are server-local, so dates are read as such (`useUTC: false`). Throws ProblemError 'sql/...' with a remedy, or
 * ConsentNeeded where the user's consent would help; the password is kept by the driver's pool alone.
 * @param nativeModules the folder that the Windows user's sign-in needs (EngineOptions)
 */
export async function connectSql(
  target: SqlTarget,
  identity: SqlIdentity,
  signal?: AbortSignal,
  nativeModules?: string,
): Promise<SqlConnection> {
  if (identity.kind === 'windowsUser') {
    const odbc = loadOdbcDriver(nativeModules);
    return untilStopped(connectWindowsUser(odbc, target), (sql) => sql.close(), signal);
  }
  const opened = await untilStopped(openPool(target, identity), closeOpened, signal);
  if ('pool' in opened) return wrapPool(opened.pool, opened.types, opened.seen.certificate);
  const { error, seen } = opened;
  if (seen.refused && seen.certificate) throw otherCertificate(seen.certificate);
  const { problem, ask } = connectFailure(error, target, seen);
  if (ask === null) throw new ProblemError(problem);
  if (ask !== 'certificate') throw new ConsentNeeded(problem, { kind: ask });
  const { certificate } = (await untilStopped(look(target), closeOpened, signal)).seen;
  if (!certificate) throw new ProblemError(problem);
  throw new ConsentNeeded(problem, { kind: 'certificate', certificate });
}

/** Stop is heard at once; what opens after it is closed again. */
async function untilStopped<T extends object>(
  opening: Promise<T>,
  close: (opened: T) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const stopping = new AbortController();
  const stopped = new Promise<null>((resolve) => {
    if (signal?.aborted) resolve(null);
    signal?.addEventListener('abort', () => resolve(null), { once: true, signal: stopping.signal });
  });
  try {
    const opened = await Promise.race([opening, stopped]);
    if (opened) return opened;
  } finally {
    stopping.abort();
  }
  opening.then(close).catch(() => undefined);
  throw signal?.reason;
}
