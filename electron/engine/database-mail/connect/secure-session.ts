import type { PeerCertificate } from 'node:tls';
import { serverText } from '../../../../shared/server-text';
import type { Certificate, SqlEncryption } from '../../../../shared/database-mail/sql-session';
import { oldTls } from '../../old-tls';

const longestName = 300;

/** What tedious gives to `tls.createSecureContext`: a fresh object each time, since it writes into it. */
export function credentialsDetails(encryption: SqlEncryption): Partial<ReturnType<typeof oldTls>> {
  return encryption === 'tls10' ? oldTls() : {};
}

/** A certificate in the words that a person can compare. */
export function describeCertificate(peer: PeerCertificate): Certificate {
  return {
    fingerprint: peer.fingerprint256,
    thumbprint: peer.fingerprint,
    subject: nameOf(peer.subject),
    issuer: nameOf(peer.issuer),
    validFrom: peer.valid_from,
    validTo: peer.valid_to,
  };
}

/** "CN=SQL01, O=Corp": one line, whatever the server put into it. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const parts = Object.entries(name ?? {}).map(([key, value]) => `${key}=${[value].flat().join('+')}`);
  return serverText(parts.join(', '), longestName).replace(/\s+/g, ' ') || '(no name)';
}
