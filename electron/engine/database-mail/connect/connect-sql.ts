import { ProblemError } from '../../../../shared/result';
import { wrapPool, type SqlConnection } from '../sql-connection';
import { connectFailure } from './connect-problem';
import { ConsentNeeded } from './consent-needed';
import { openPool, type Opened, type Sighting } from './open-pool';
import type { SqlIdentity, SqlTarget } from './target';

/**
 * Signs in. Times in msdb are server-local, so dates are read as such (`useUTC: false`). Throws ProblemError 'sql/...' with a remedy, or
 * ConsentNeeded where the user's consent would help; the password is kept by the driver's pool alone.
 */
export async function connectSql(
  target: SqlTarget,
  identity: SqlIdentity,
  signal?: AbortSignal,
): Promise<SqlConnection> {
  const opened = await untilStopped(openPool(target, identity), signal);
  if ('pool' in opened) return wrapPool(opened.pool, opened.types, opened.seen.certificate);
  const { error, seen } = opened;
  if (seen.refused && seen.certificate) throw otherCertificate(seen.certificate);
  const { problem, ask } = connectFailure(error, target, seen);
  if (ask === null) throw new ProblemError(problem);
  if (ask !== 'certificate') throw new ConsentNeeded(problem, { kind: ask });
  const looked = await untilStopped(look(target, identity), signal);
  await close(looked);
  const { certificate } = looked.seen;
  if (!certificate) throw new ProblemError(problem);
  throw new ConsentNeeded(problem, { kind: 'certificate', certificate });
}

/** Stop is heard at once; a session that opens after it is closed again. */
async function untilStopped(opening: Promise<Opened>, signal: AbortSignal | undefined): Promise<Opened> {
  const stopping = new AbortController();
  const stopped = new Promise<null>((resolve) => {
    if (signal?.aborted) resolve(null);
    signal?.addEventListener('abort', () => resolve(null), { once: true, signal: stopping.signal });
  });
  const opened = await Promise.race([opening, stopped]);
  stopping.abort();
  if (opened) return opened;
  void opening.then(close);
  throw signal?.reason;
}

const close = async (opened: Opened) => ('pool' in opened ? opened.pool.close() : undefined);

/** Goes as far as the certificate: none has an empty fingerprint, so the connection is closed before the sign-in is sent. */
const look = (target: SqlTarget, identity: SqlIdentity) =>
  openPool({ ...target, certificate: '' }, { ...identity, password: '' });

function otherCertificate(certificate: NonNullable<Sighting['certificate']>): ConsentNeeded {
  return new ConsentNeeded(
    {
      code: 'sql/certificate-changed',
      title: 'The server shows another certificate than the one you accepted. Nothing was sent to it.',
      detail: `It is ${certificate.fingerprint}, of ${certificate.subject}.`,
      hint: 'SQL Server makes itself a new one at each start; ask whether it was restarted. If not, somebody may be in between: do not agree.',
    },
    { kind: 'certificate', certificate },
  );
}
