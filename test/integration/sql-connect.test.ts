import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../support/certificates';
import { encryptedRecords, fingerprint, listen, serverWith } from '../support/sql-server-with';

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
