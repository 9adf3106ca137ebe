import type { Socket } from 'node:net';
import type { ConnectionPool, config } from 'mssql';
import type { Certificate } from '../../../../shared/database-mail/sql-session';
import { credentialsDetails, describeCertificate } from './secure-session';
import type { SqlIdentity, SqlTarget } from './target';
import { openTcp } from './tcp';
import { connectSeconds, requestSeconds, type Types } from '../sql-connection';

/** What was seen of the server while a connection was opened. */
export type Sighting = {
  /** 'tds': it answered the first message as a SQL Server does; 'other': it sent something else. */
  answer: 'none' | 'tds' | 'other';
  /** The certificate it showed, once TLS was agreed on. */
  certificate: Certificate | null;
  /** It showed another certificate than the one to accept: nothing was sent to it after that. */
  refused: boolean;
  /** SQL Server's own error, which the driver's does not carry while it connects. */
  error: { number: number; message: string } | null;
};

type OpenPool = {
  pool: ConnectionPool;
  types: Types;
  /** What was seen of the server when it was connected to last: a pool connects again by itself. */
  lastSeen(): Sighting;
};
export type Opened = OpenPool | { error: unknown; seen: Sighting };

const unseen = (): Sighting => ({ answer: 'none', certificate: null, refused: false, error: null });
/** Packet type of a server's messages (MS-TDS 2.2.3.1.1). */
const response = 0x04;

/**
 * Opens the driver's pool; rejects with the driver's error, and tells what was seen of the server by then. With a certificate to accept the
 * driver's own check is off and this one in its place: a connection that shows another is closed before the sign-in is sent.
 */
export async function openPool(
  target: SqlTarget,
  identity: SqlIdentity,
  mayConnect: () => boolean = () => true,
): Promise<Opened> {
  // Imported late: compat.ts must have run first, and the first page does not need it.
  const { default: mssql } = await import('mssql');
  let last = unseen();
  const connector: Connector = async ({ host, port }, _lookup, signal) => {
    if (!mayConnect()) throw new Error('No other session may be opened.');
    const socket = await openTcp(host, port, signal);
    // Not before: the driver calls this before it tells of the new connection.
    const seen = last;
    return socket.once('data', (chunk: Buffer) => {
      seen.answer = chunk[0] === response ? 'tds' : 'other';
    });
  };
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
      const seen = (last = unseen());
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
    return { pool, types: mssql, lastSeen: () => last };
  } catch (error) {
    return { error, seen: last };
  }
}

type Connector = (to: { host: string; port: number }, lookup: unknown, signal: AbortSignal) => Promise<Socket>;

/** DOMAIN\user signs in by NTLM, anything else is a SQL Server login. */
function credentialsOf({ kind, user, password }: SqlIdentity): Pick<config, 'user' | 'password' | 'domain'> {
  const [domain = '', name = ''] = user.split('\\');
  return kind === 'domainUser' ? { domain, user: name, password } : { user, password };
}
