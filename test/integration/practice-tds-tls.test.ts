import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../support/certificates';
import { connectDriver, refusalOf } from '../support/sql-driver';
import { startLab } from '../support/practice-lab';
import { batch, encryptionOf, login7, openTds, packet, prelogin } from '../support/tds-client';

const encrypted = { options: { encrypt: true } };
const modern = makeCertificate();

describe('the practice SQL Server with TLS, through the real driver', () => {
  it('holds a whole session inside TLS, with large texts both ways', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'on', tls: modern } });
    const pool = await connectDriver(lab, encrypted);
    const long = 'Grüße, 世界 🙂 '.repeat(20_000);
    for (let turn = 0; turn < 3; turn += 1) {
      const { recordset } = await pool.request().input('long', long).query<{ long: string }>('select @long as long');
      expect(recordset[0]?.long).toBe(long);
    }
    const { recordset } = await pool.request().query('select account_id from msdb.dbo.sysmail_server order by 1');
    expect(recordset.map((row: { account_id: number }) => row.account_id)).toEqual([1, 2, 3, 4]);
  });

  it('serves the same port without TLS to a client that does not want it', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'on', tls: modern } });
    const pool = await connectDriver(lab);
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('refuses a client without TLS when encryption is required', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'required', tls: modern } });
    expect(await refusalOf(connectDriver(lab))).toEqual({
      code: 'EENCRYPT',
      message: "Server requires encryption, set 'encrypt' config option to `true`.",
    });
    const pool = await connectDriver(lab, encrypted);
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('cannot encrypt unless told so', async () => {
    const lab = await startLab();
    expect(await refusalOf(connectDriver(lab, encrypted))).toMatchObject({ code: 'EENCRYPT' });
  });

  it.each([
    ['a self-signed certificate', makeCertificate(), /self-signed certificate/],
    [
      'a certificate of an unknown authority',
      makeCertificate({ authority: makeCertificate({ name: 'Corp CA', isAuthority: true }) }),
      /unable to verify the first certificate|unable to get local issuer certificate/,
    ],
  ])('shows the driver %s, which it does not trust', async (_name, tls, reason) => {
    const lab = await startLab({ sqlWire: { encryption: 'on', tls } });
    const refusal = await refusalOf(connectDriver(lab, { options: { encrypt: true, trustServerCertificate: false } }));
    expect(refusal.code).toBe('ESOCKET');
    expect(refusal.message).toMatch(reason);
  });

  it('is trusted by its private authority and its name', async () => {
    const authority = makeCertificate({ name: 'Corp CA', isAuthority: true });
    const tls = makeCertificate({ name: 'SQL01', alternativeNames: ['sql01.corp.example'], authority });
    const lab = await startLab({ sqlWire: { encryption: 'required', tls } });
    const trusting = (serverName: string) => ({
      options: {
        encrypt: true,
        trustServerCertificate: false,
        serverName,
        cryptoCredentialsDetails: { ca: authority.cert },
      },
    });
    const pool = await connectDriver(lab, trusting('sql01.corp.example'));
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
    const refusal = await refusalOf(connectDriver(lab, trusting('sql02.corp.example')));
    expect(refusal.code).toBe('ESOCKET');
    expect(refusal.message).toContain("does not match certificate's altnames");
  });
});

describe('an old practice SQL Server, TLS 1.0 alone with a SHA-1 certificate', () => {
  const old = {
    ...makeCertificate({ digest: 'sha1', bits: 1024 }),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  } as const;
  const oldClient = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

  it('answers in a version that today’s driver does not take', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'required', tls: old } });
    const refusal = await refusalOf(connectDriver(lab, encrypted));
    expect(refusal.code).toBe('ESOCKET');
    expect(refusal.message).toMatch(/unsupported protocol/);
  });

  it('hangs up on today’s driver instead, as Windows does, and serves one that goes that low', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'required', tls: { ...old, dropOnOldTls: true } } });
    const refusal = await refusalOf(connectDriver(lab, encrypted));
    expect(refusal.code).toBe('ESOCKET');
    expect(refusal.message).toMatch(/socket hang up|ECONNRESET/);
    const pool = await connectDriver(lab, { options: { encrypt: true, cryptoCredentialsDetails: oldClient } });
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it.each([
    ['an alert', false, /alert protocol version/],
    ['a dropped socket', true, /socket hang up|ECONNRESET/],
  ])('answers a driver that is older than the server with %s', async (_form, dropOnOldTls, reason) => {
    const tls = { ...modern, minVersion: 'TLSv1.2', dropOnOldTls } as const;
    const lab = await startLab({ sqlWire: { encryption: 'required', tls } });
    const cryptoCredentialsDetails = { ...oldClient, maxVersion: 'TLSv1.1' } as const;
    const refusal = await refusalOf(connectDriver(lab, { options: { encrypt: true, cryptoCredentialsDetails } }));
    expect(refusal.code).toBe('ESOCKET');
    expect(refusal.message).toMatch(reason);
  });

  it('serves a driver that is told to go that low', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'required', tls: old } });
    const pool = await connectDriver(lab, { options: { encrypt: true, cryptoCredentialsDetails: oldClient } });
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });

  it('serves today’s driver over TLS 1.2 with its old certificate', async () => {
    const lab = await startLab({ sqlWire: { encryption: 'required', tls: { ...old, maxVersion: 'TLSv1.2' } } });
    const pool = await connectDriver(lab, encrypted);
    expect((await pool.request().query('select 1 as one')).recordset).toEqual([{ one: 1 }]);
  });
});

describe('login-only encryption, which the real driver never asks for', () => {
  it.each([
    ['in one packet', false],
    ['in two packets, the second of them plain', true],
  ])('takes LOGIN7 %s through TLS and leaves the rest plain', async (_form, isSplit) => {
    const lab = await startLab({ sqlWire: { encryption: 'on', tls: modern } });
    const client = await openTds(lab);
    client.send(0x12, prelogin(0));
    expect(encryptionOf(await client.receive())).toBe(0);
    const sendEncrypted = await client.startTls();
    const login = login7({ user: lab.sql.user, password: lab.sql.password });
    if (isSplit) {
      sendEncrypted(packet(0x10, login.subarray(0, 60), 0));
      client.send(0x10, login.subarray(60));
    } else sendEncrypted(packet(0x10, login));
    expect((await client.receive()).includes(Buffer.from('Microsoft SQL Server', 'utf16le'))).toBe(true);
    client.send(1, batch("select 'plain' as word"));
    expect((await client.receive()).includes(Buffer.from('plain', 'utf16le'))).toBe(true);
  });

  it.each([
    ['on', 0, 0],
    ['on', 1, 1],
    ['on', 2, 2],
    ['on', 3, 1],
    ['required', 0, 3],
    ['required', 1, 1],
    ['required', 2, 3],
    ['required', 3, 1],
  ] as const)('with encryption %s answers a client that says %i with %i', async (encryption, asked, answered) => {
    const client = await openTds(await startLab({ sqlWire: { encryption, tls: modern } }));
    client.send(0x12, prelogin(asked));
    expect(encryptionOf(await client.receive())).toBe(answered);
    // Who cannot encrypt where it is required is hung up on.
    if (encryption === 'required' && asked === 2) await client.closed;
  });

  it.each([0, 1, 2, 3])('without TLS answers a client that says %i with 2', async (asked) => {
    const client = await openTds(await startLab());
    client.send(0x12, prelogin(asked));
    expect(encryptionOf(await client.receive())).toBe(2);
  });
});
