import type { Socket } from 'node:net';
import type { ConnectionPool, config } from 'mssql';
import type { Certificate } from '../../../../shared/database-mail/sql-session';
import { credentialsDetails, describeCertificate } from './secure-session';
import type { SqlIdentity, SqlTarget } from './target';
import { openTcp } from './tcp';
import type { Types } from '../sql-connection';

/** What was seen of the server while the pool's first connection was opened. */
export type Sighting = {
  /** It sent something. */
  answered: boolean;
  /** The certificate it showed, once TLS was agreed on. */
  certificate: Certificate | null;
  /** It showed another certificate than the one to accept: nothing was sent to it after that. */
  refused: boolean;
  /** SQL Server's own error, which the driver's does not carry while it connects. */
  error: { number: number; message: string } | null;
};

export type Opened = { pool: ConnectionPool; types: Types; seen: Sighting } | { error: unknown; seen: Sighting };

const connectSeconds = 15;
const requestSeconds = 30;

/**
 * Opens the driver's pool; rejects with the driver's error, and tells what was seen of the server by then. With a certificate to accept the
 * driver's own check is off and this one in its place: a connection that shows another is closed before the sign-in is sent.
 */
export async function openPool(target: SqlTarget, identity: SqlIdentity): Promise<Opened> {
  // Imported late: compat.ts must have run first, and the first page does not need it.
  const { default: mssql } = await import('mssql');
  const seen: Sighting = { answered: false, certificate: null, refused: false, error: null };
  let socket: Socket | null = null;
  const connector: Connector = async ({ host, port }, _lookup, signal) => (socket = await openTcp(host, port, signal));
  const options: config['options'] = {
    encrypt: target.encryption !== 'none',
    trustServerCertificate: target.certificate !== null,
    cryptoCredentialsDetails: credentialsDetails(target.encryption),
    useUTC: false,
    appName: 'RelayTune',
    ...(target.instance === null ? {} : { instanceName: target.instance }),
    // The driver calls it with arguments that its type does not name.
    connector: connector as () => Promise<Socket>,
  };
  const pool = new mssql.ConnectionPool({
    server: target.host,
    ...(target.port === null ? {} : { port: target.port }),
    ...credentialsOf(identity),
    database: 'msdb',
    connectionTimeout: connectSeconds * 1000,
    requestTimeout: requestSeconds * 1000,
    pool: { min: 0, max: 8 },
    options,
    beforeConnect(connection) {
      connection.on('errorMessage', ({ number, message }) => {
        seen.error ??= { number, message };
      });
      connection.on('secure', (session) => {
        seen.certificate = describeCertificate(session.getPeerCertificate());
        if (target.certificate === null || target.certificate === seen.certificate.fingerprint) return;
        seen.refused = true;
        connection.close();
      });
    },
  });
  // A connection that dies while idle must not end the engine; the next request reports it.
  pool.on('error', () => undefined);
  try {
    await pool.connect();
    return { pool, types: mssql, seen };
  } catch (error) {
    seen.answered = bytesRead(socket) > 0;
    return { error, seen };
  }
}

type Connector = (to: { host: string; port: number }, lookup: unknown, signal: AbortSignal) => Promise<Socket>;

/** DOMAIN\user signs in by NTLM, anything else is a SQL Server login. */
function credentialsOf({ kind, user, password }: SqlIdentity): Pick<config, 'user' | 'password' | 'domain'> {
  const [domain = '', name = ''] = user.split('\\');
  return kind === 'domainUser' ? { domain, user: name, password } : { user, password };
}

const bytesRead = (socket: Socket | null) => socket?.bytesRead ?? 0;
