import type { Certificate } from '../../../../shared/database-mail/sql-session';
import { connectFailure } from './connect-problem';
import { ConsentNeeded, refusalOf } from './consent-needed';
import { openPool, type Opened } from './open-pool';
import type { SqlTarget } from './target';

/** Nobody: the connection is closed before a sign-in would be sent. */
const nobody = { kind: 'sqlLogin', user: '', password: '' } as const;

/** Goes as far as the certificate: none has an empty fingerprint, so nothing is sent after it. */
export async function look(target: SqlTarget): Promise<Opened> {
  const opened = await openPool({ ...target, certificate: '' }, nobody);
  await closeOpened(opened);
  return opened;
}

/**
 * The server's certificate. Throws ConsentNeeded where it is another than the one to accept, and what connectFailure makes of a server that
 * shows none.
 */
export async function lookAt(target: SqlTarget): Promise<Certificate> {
  const opened = await look(target);
  if ('pool' in opened) throw new Error('A pool was opened for nobody.');
  const { certificate } = opened.seen;
  if (certificate) {
    if (target.certificate !== null && target.certificate !== certificate.fingerprint)
      throw otherCertificate(certificate);
    return certificate;
  }
  throw refusalOf(connectFailure(opened.error, target, opened.seen), null);
}

export const closeOpened = async (opened: Opened) => ('pool' in opened ? opened.pool.close() : undefined);

export function otherCertificate(certificate: Certificate): ConsentNeeded {
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
