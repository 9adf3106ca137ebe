import { scrubber, scrubProblem } from '../../../../shared/scrub';
import { wrapPool, type SqlConnection } from '../sql-connection';
import { sessionEnded } from '../sql-writer';
import { connectFailure } from './connect-problem';
import { refusalOf } from './consent-needed';
import { closeOpened, look, otherCertificate } from './look';
import { connectWindowsUser } from './odbc/connect-windows-user';
import { loadOdbcDriver } from './odbc/load-driver';
import { openPool, type Sighting } from './open-pool';
import type { SqlIdentity, SqlTarget } from './target';

export type ConnectOptions = {
  signal?: AbortSignal | undefined;
  /** The folder that the Windows user's sign-in needs (EngineOptions). */
  nativeModules?: string | undefined;
  /** Asked before each session; where it says no, none is opened any more (sql-writer.ts). */
  mayConnect?: (() => boolean) | undefined;
};

/**
 * Signs in. Times in msdb are server-local, so dates are read as such (`useUTC: false`). Throws ProblemError 'sql/...' with a remedy, or
 * ConsentNeeded where the user's consent would help; the password is kept by the driver's pool alone.
 */
export async function connectSql(
  target: SqlTarget,
  identity: SqlIdentity,
  { signal, nativeModules, mayConnect = always }: ConnectOptions = {},
): Promise<SqlConnection> {
  if (identity.kind === 'windowsUser') {
    const odbc = loadOdbcDriver(nativeModules);
    return untilStopped(connectWindowsUser(odbc, target, { mayConnect }), (sql) => sql.close(), signal);
  }
  // A server that was told a password could say it back, in any error: it goes no further than this.
  const scrub = scrubber([identity.password]);
  signal?.throwIfAborted();
  const opened = await untilStopped(openPool(target, identity, mayConnect), closeOpened, signal);
  if ('pool' in opened) {
    const { pool, types, lastSeen } = opened;
    // The pool connects again by itself; why it could not is told as at first.
    const whyNot = (error: unknown) => {
      if (!mayConnect()) return { problem: sessionEnded };
      return otherThanAccepted(lastSeen()) ?? connectFailure(error, target, lastSeen());
    };
    return wrapPool({ pool, types, certificate: lastSeen().certificate, whyNot, scrub });
  }
  const other = otherThanAccepted(opened.seen);
  if (other) throw other;
  const { problem, ask } = connectFailure(opened.error, target, opened.seen);
  const failure = { problem: scrubProblem(problem, scrub), ask };
  if (failure.ask !== 'certificate') throw refusalOf(failure, null);
  const looked = await untilStopped(look(target), closeOpened, signal);
  throw refusalOf(failure, 'seen' in looked ? looked.seen.certificate : null);
}

const always = () => true;

const otherThanAccepted = ({ refused, certificate }: Sighting) =>
  refused && certificate ? otherCertificate(certificate) : null;

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
