import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import { ConsentNeeded } from '../../electron/engine/database-mail/connect/consent-needed';
import type { SqlIdentity, SqlTarget } from '../../electron/engine/database-mail/connect/target';
import type { LabSettings } from '../../electron/engine/practice/lab';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { ProblemError } from '../../shared/result';
import { makeCertificate } from '../support/certificates';
import { startLab, targetOf } from '../support/practice-lab';

type Wished = { target?: Partial<SqlTarget>; identity?: Partial<SqlIdentity>; lab?: Partial<LabSettings> };

/** A lab with this wire, and what becomes of a sign-in to it. */
async function serverWith(sqlWire: SqlWire, lab: Partial<LabSettings> = {}) {
  const made = await startLab({ ...lab, sqlWire });
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
async function refusalOf(act: Promise<unknown>) {
  const error: unknown = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error(`No problem: ${String(error)}`);
  expect(error.problem.hint).not.toBe('');
  return { ...error.problem, consent: error instanceof ConsentNeeded ? error.consent : null };
}

const fingerprint = (cert: string) =>
  (createHash('sha256').update(new X509Certificate(cert).raw).digest('hex').toUpperCase().match(/../g) ?? []).join(':');

const oldTls = {
  ...makeCertificate({ digest: 'sha1', bits: 1024 }),
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;

describe('the session’s protection', () => {
  it('is TLS, and a certificate that nobody vouches for is shown and asked about, then accepted by its fingerprint', async () => {
    const made = makeCertificate({ name: 'SSL_Self_Signed_Fallback' });
    const { open, refusal } = await serverWith({ encryption: 'on', tls: made });
    const { code, consent } = await refusal({ target: { encryption: 'tls' } });
    expect(code).toBe('sql/certificate');
    if (consent?.kind !== 'certificate') throw new Error('The certificate was not shown.');
    expect(consent.certificate).toMatchObject({
      fingerprint: fingerprint(made.cert),
      subject: 'CN=SSL_Self_Signed_Fallback',
      issuer: 'CN=SSL_Self_Signed_Fallback',
    });
    const accepted = { encryption: 'tls', certificate: consent.certificate.fingerprint } as const;
    expect((await open({ target: accepted })).certificate).toEqual(consent.certificate);
  });

  it('is refused before the password is sent where another certificate shows up than the one accepted', async () => {
    const made = makeCertificate();
    const { lab, open, refusal } = await serverWith({ encryption: 'on', tls: made });
    const sent: Buffer[] = [];
    const between = await listen((client) => {
      const server = connect(lab.sql.port, lab.sql.host);
      server.on('error', () => undefined);
      client.on('data', (chunk: Buffer) => void sent.push(chunk));
      client.pipe(server).pipe(client);
      client.once('close', () => server.destroy());
    });
    const through = { host: '127.0.0.1', port: between, encryption: 'tls' } as const;
    // A right password would sign in: it may not even be tried.
    expect(await refusal({ target: { ...through, certificate: fingerprint(makeCertificate().cert) } })).toMatchObject({
      code: 'sql/certificate-changed',
      consent: { kind: 'certificate' },
    });
    expect(encryptedRecords(Buffer.concat(sent))).toBe(0);
    sent.length = 0;
    await open({ target: { ...through, certificate: fingerprint(made.cert) } });
    expect(encryptedRecords(Buffer.concat(sent))).toBeGreaterThan(0);
  });

  it('is not weakened by a certificate for another name', async () => {
    const { refusal } = await serverWith({
      encryption: 'on',
      tls: makeCertificate({ name: 'SQL99', alternativeNames: ['sql99.corp.example'] }),
    });
    expect(await refusal({ target: { encryption: 'tls' } })).toMatchObject({
      code: 'sql/certificate',
      consent: { certificate: { subject: 'CN=SQL99' } },
    });
  });

  it.each([
    ['with an alert', false],
    ['by hanging up, as Windows does', true],
  ])('asks for TLS 1.0 where the server ends the handshake %s, and works with it once agreed', async (_name, drops) => {
    const { open, refusal } = await serverWith({ encryption: 'on', tls: { ...oldTls, dropOnOldTls: drops } });
    expect(await refusal({ target: { encryption: 'tls' } })).toMatchObject({
      code: 'sql/tls-version',
      consent: { kind: 'tls10' },
    });
    // The old certificate is asked about like any other.
    expect(await refusal({ target: { encryption: 'tls10' } })).toMatchObject({
      code: 'sql/certificate',
      consent: { certificate: { fingerprint: fingerprint(oldTls.cert) } },
    });
    const agreed = { encryption: 'tls10', certificate: fingerprint(oldTls.cert) } as const;
    expect((await open({ target: agreed })).loginName).toBe('relaytune');
  });

  it('asks before it goes on without encryption, and goes on once agreed', async () => {
    const { open, refusal } = await serverWith({ encryption: 'off' });
    expect(await refusal({ target: { encryption: 'tls' } })).toMatchObject({
      code: 'sql/encryption-missing',
      consent: { kind: 'none' },
    });
    expect(await open({ target: { encryption: 'none' } })).toEqual({ certificate: null, loginName: 'relaytune' });
  });

  it('says so where the server insists on encryption', async () => {
    const { refusal } = await serverWith({ encryption: 'required', tls: makeCertificate() });
    expect(await refusal({ target: { encryption: 'none' } })).toMatchObject({
      code: 'sql/encryption-needed',
      consent: null,
    });
  });
});

describe('the sign-in', () => {
  const windowsUsers = [
    { domain: 'CORP', user: 'anna.admin', password: 'Winter-2026!', isSysadmin: true },
    { domain: 'CORP', user: 'tom', password: 'Winter-2026!', isSysadmin: false, hasLogin: false },
  ];

  it('is by NTLM for a domain user', async () => {
    const { open, refusal } = await serverWith({ windowsUsers });
    const anna = { kind: 'domainUser', user: 'CORP\\anna.admin', password: 'Winter-2026!' } as const;
    expect((await open({ identity: anna })).loginName).toBe('CORP\\anna.admin');
    expect(await refusal({ identity: { ...anna, user: 'CORP\\tom' } })).toMatchObject({ code: 'sql/login-failed' });
    const wrong = await refusal({ identity: { ...anna, password: 'guess' } });
    expect(wrong.code).toMatch(/^sql\/(untrusted-domain|login-failed)$/);
    expect(wrong.detail).toMatch(/^Error 184\d\d: Login failed/);
  });

  it('is refused with a remedy for each state of a login', async () => {
    const { refusal } = await serverWith({ loginStates: { relaytune: 'locked' } });
    expect(await refusal()).toMatchObject({
      code: 'sql/login-locked',
      detail: expect.stringMatching(/^Error 18486: /) as string,
    });
    const expired = await serverWith({ loginStates: { relaytune: 'expired' } });
    expect(await expired.refusal()).toMatchObject({ code: 'sql/password-expired' });
    const change = await serverWith({ loginStates: { relaytune: 'must-change' } });
    expect(await change.refusal()).toMatchObject({ code: 'sql/password-must-change' });
    const disabled = await serverWith({ loginStates: { relaytune: 'disabled' } });
    expect(await disabled.refusal()).toMatchObject({ code: 'sql/login-disabled' });
    const windowsOnly = await serverWith({ windowsOnly: true });
    expect(await windowsOnly.refusal()).toMatchObject({ code: 'sql/login-failed' });
  });
});

describe('finding the server', () => {
  it('asks the SQL Server Browser for the port of an instance', async () => {
    const { open, refusal } = await serverWith({ instance: 'MAIL', browser: 'on' });
    expect((await open({ target: { port: null, instance: 'mail' } })).loginName).toBe('relaytune');
    expect(await refusal({ target: { port: null, instance: 'OTHER' } })).toMatchObject({
      code: 'sql/instance-unknown',
      detail: expect.stringMatching(/OTHER/) as string,
    });
  });

  it.concurrent('says that the Browser is silent, within its time', { timeout: 30_000 }, async () => {
    const { refusal } = await serverWith({ instance: 'MAIL', browser: 'silent' });
    const start = Date.now();
    expect(await refusal({ target: { port: null, instance: 'MAIL' } })).toMatchObject({ code: 'sql/browser-silent' });
    expect(Date.now() - start).toBeLessThan(18_000);
  });

  it('says that a name is not known, that nothing listens, and that somebody else does', async () => {
    const { refusal } = await serverWith({});
    expect(await refusal({ target: { host: 'no-such-host.invalid' } })).toMatchObject({ code: 'sql/name-not-found' });
    expect(await refusal({ target: { port: 1 } })).toMatchObject({ code: 'sql/refused' });
    const closing = await listen((socket) => socket.once('data', () => socket.destroy()));
    expect(await refusal({ target: { host: '127.0.0.1', port: closing } })).toMatchObject({ code: 'sql/hung-up' });
    const web = await listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await refusal({ target: { host: '127.0.0.1', port: web, encryption: 'tls' } })).toMatchObject({
      code: expect.stringMatching(/^sql\/(hung-up|not-connected|tls-version)$/) as string,
    });
  });

  it('gives up on a server that never answers, and hears a Stop at once', { timeout: 30_000 }, async () => {
    const port = await listen(() => undefined);
    const silent: SqlTarget = { host: '127.0.0.1', port, instance: null, encryption: 'tls', certificate: null };
    const who: SqlIdentity = { kind: 'sqlLogin', user: 'sa', password: 'x' };
    const stopping = new AbortController();
    const start = Date.now();
    const stopped = connectSql(silent, who, stopping.signal).catch((error: unknown) => error);
    setTimeout(() => stopping.abort(), 200);
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    expect(Date.now() - start).toBeLessThan(2000);
    expect(await refusalOf(connectSql(silent, who))).toMatchObject({ code: 'sql/timeout', consent: null });
    expect(Date.now() - start).toBeLessThan(20_000);
  });
});

/** TLS records with data that a client sent: the handshake travels in TDS packets, what comes after it does not. */
function encryptedRecords(bytes: Buffer): number {
  const applicationData = 0x17;
  let count = 0;
  for (let at = 0; at + 5 <= bytes.length;) {
    const isRecord = bytes[at] === applicationData;
    if (isRecord) count += 1;
    at += isRecord ? 5 + bytes.readUInt16BE(at + 3) : Math.max(8, bytes.readUInt16BE(at + 2));
  }
  return count;
}

async function listen(serve: (socket: Socket) => void): Promise<number> {
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
