import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import { ConsentNeeded } from '../../electron/engine/database-mail/connect/consent-needed';
import type { SqlIdentity, SqlTarget } from '../../electron/engine/database-mail/connect/target';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { ProblemError } from '../../shared/result';
import { startLab, targetOf } from './practice-lab';

type Wished = { target?: Partial<SqlTarget>; identity?: Partial<SqlIdentity> };

/** A lab with this wire, and what becomes of a sign-in to it. */
export async function serverWith(sqlWire: SqlWire) {
  const made = await startLab({ sqlWire });
  const { user, password } = made.sql;
  const open = async ({ target, identity }: Wished = {}) => {
    const sql = await connectSql(targetOf(made, target), { kind: 'sqlLogin', user, password, ...identity });
    onTestFinished(() => sql.close());
    const [row] = await sql.query('SELECT SUSER_SNAME() AS loginName');
    return { certificate: sql.certificate, loginName: row?.loginName };
  };
  const refusal = async (wished: Wished = {}) => refusalOf(open(wished));
  return { lab: made, open, refusal };
}

/** The problem's code, its detail, and what is asked for. */
export async function refusalOf(act: Promise<unknown>) {
  const error: unknown = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error(`No problem: ${String(error)}`);
  expect(error.problem.hint).not.toBe('');
  return { ...error.problem, consent: error instanceof ConsentNeeded ? error.consent : null };
}

/** SHA-256 of a PEM certificate, as the user compares it. */
export const fingerprint = (cert: string) =>
  (createHash('sha256').update(new X509Certificate(cert).raw).digest('hex').toUpperCase().match(/../g) ?? []).join(':');

/** TLS records with data that a client sent: the handshake travels in TDS packets, what comes after it does not. */
export function encryptedRecords(bytes: Buffer): number {
  const applicationData = 0x17;
  let count = 0;
  for (let at = 0; at + 5 <= bytes.length;) {
    const isRecord = bytes[at] === applicationData;
    if (isRecord) count += 1;
    at += isRecord ? 5 + bytes.readUInt16BE(at + 3) : Math.max(8, bytes.readUInt16BE(at + 2));
  }
  return count;
}

/** A server of nobody's; answers its port on 127.0.0.1. */
export async function listen(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
