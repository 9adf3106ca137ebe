import type { SqlTarget } from '../target';

/**
 * ODBC's words for a session of the Windows user to msdb, with Microsoft's driver of that name. Throws RangeError where a value holds a
 * control character. 'tls10' reads as 'tls': which versions TLS may have is up to Windows (Schannel). With a certificate to accept the
 * driver's own check is off: it knows no fingerprints.
 */
export function connectionString(target: SqlTarget, driver: string): string {
  const { host, port, instance, encryption, certificate } = target;
  const server = `tcp:${host}${instance === null ? '' : `\\${instance}`}${port === null ? '' : `,${port}`}`;
  return keywords([
    ['Driver', driver],
    ['Server', server],
    ['Database', 'msdb'],
    ['Trusted_Connection', 'yes'],
    ['Encrypt', encryption === 'none' ? 'no' : 'yes'],
    ['TrustServerCertificate', certificate === null ? 'no' : 'yes'],
    // A session that ODBC silently opened anew would be one whose certificate nobody looked at.
    ['ConnectRetryCount', '0'],
    ['APP', 'RelayTune'],
  ]);
}

/** Each value in braces, in which only the closing one has a meaning. */
function keywords(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${name}={${checked(value).replaceAll('}', '}}')}}`).join(';');
}

function checked(value: string): string {
  if (/\p{Cc}/u.test(value)) throw new RangeError('A control character in an ODBC connection string.');
  return value;
}
