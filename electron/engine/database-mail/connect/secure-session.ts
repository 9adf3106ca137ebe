import type { PeerCertificate } from 'node:tls';
import { serverText } from '../../../../shared/server-text';
import type { Certificate, SqlEncryption } from '../../../../shared/database-mail/sql-session';

const longestName = 300;

/** BoringSSL, which Electron has, knows no security levels and refuses the word; OpenSSL needs it for TLS 1.0 and SHA-1. */
const usesBoringSsl = 'electron' in process.versions;

type CredentialsDetails = { minVersion?: 'TLSv1'; ciphers?: string };

/** What tedious gives to `tls.createSecureContext`: a fresh object each time, since it writes into it. */
export function credentialsDetails(encryption: SqlEncryption): CredentialsDetails {
  if (encryption !== 'tls10') return {};
  return usesBoringSsl ? { minVersion: 'TLSv1' } : { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
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
