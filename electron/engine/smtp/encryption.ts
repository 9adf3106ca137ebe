import type { ConnectionOptions } from 'node:tls';
import { isIP } from 'node:net';
import { oldTls } from '../old-tls';

/**
 * How a session is encrypted. Where a password follows, the certificate must be vouched for, be for `name`, and TLS 1.2 is the
 * least. Without one nothing secret is sent: a test then takes what Database Mail may take too, Exchange 2010's TLS 1.0 and
 * self-signed certificate, and never fails for a reason that is not the relay's.
 * @param host the address connected to; @param name the server's name, or null where no certificate is checked
 */
export function tlsOptions(host: string, name: string | null): ConnectionOptions {
  const servername = name !== null && isIP(name) === 0 ? { servername: name } : {};
  if (name !== null) return { host, minVersion: 'TLSv1.2', ...servername };
  return { host, rejectUnauthorized: false, ...oldTls() };
}
