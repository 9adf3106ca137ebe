import { expect, it } from 'vitest';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import { ConsentNeeded } from '../../electron/engine/database-mail/connect/consent-needed';
import { connectWindowsUser } from '../../electron/engine/database-mail/connect/odbc/connect-windows-user';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { makeCertificate } from '../support/certificates';
import { startLab, targetOf } from '../support/practice-lab';
import { problemOf } from '../support/problem-of';
import { recordedDriver } from '../support/recorded-odbc';

const failed = (sqlState: string, code: number, message: string) => {
  const record = { message: `[Microsoft][ODBC Driver 18 for SQL Server]${message}`, sqlState, code };
  return { ...record, details: [record] };
};

it('needs its package, and says so before anything is sent', async () => {
  const target = { host: '127.0.0.1', port: 1, instance: null, encryption: 'tls', certificate: null } as const;
  const who = { kind: 'windowsUser', user: '', password: '' } as const;
  const { code, hint } = await problemOf(() => connectSql(target, who));
  expect(code).toBe(process.platform === 'win32' ? 'sql/windows-sign-in-missing' : 'sql/windows-sign-in-elsewhere');
  expect(hint).not.toBe('');
});

it('tries the newest driver first, and says that none is installed', async () => {
  const odbc = recordedDriver(() => ({
    message: '[Microsoft][ODBC Driver Manager] not found',
    sqlState: 'IM002',
    code: 0,
  }));
  const target = targetOf(await startLab());
  expect(await problemOf(() => connectWindowsUser(odbc, target))).toMatchObject({ code: 'sql/odbc-driver-missing' });
  expect(odbc.texts.map((text) => /^Driver=\{(.+?)\}/.exec(text)?.[1])).toEqual([
    'ODBC Driver 18 for SQL Server',
    'ODBC Driver 17 for SQL Server',
  ]);
});

it.each([
  ['28000', 18456, "[SQL Server]Login failed for user 'CORP\\anna'.", 'sql/login-failed'],
  ['28000', 18452, '[SQL Server]Login failed. The login is from an untrusted domain.', 'sql/untrusted-domain'],
  ['42000', 4060, '[SQL Server]Cannot open database "msdb".', 'sql/no-msdb'],
  ['08001', 10061, 'TCP Provider: refused', 'sql/refused'],
  ['HYT00', 0, 'Login timeout expired', 'sql/timeout'],
  ['HY000', 0, 'Cannot generate SSPI context', 'sql/windows-proof'],
  ['08001', 1, 'Who knows', 'sql/not-connected'],
])('is refused with a remedy: %s %s', async (state, number, message, code) => {
  const target = targetOf(await startLab());
  const odbc = recordedDriver(() => failed(state, number, message));
  const problem = await problemOf(() => connectWindowsUser(odbc, target));
  expect(problem).toMatchObject({
    code,
    detail: expect.stringContaining(message.replace('[SQL Server]', '')) as string,
  });
  expect(problem.hint).not.toBe('');
  expect(odbc.texts).toHaveLength(1);
});

async function tlsLab(wire: SqlWire = { encryption: 'on', tls: makeCertificate() }) {
  const lab = await startLab({ sqlWire: wire });
  return (certificate: string | null = null) => targetOf(lab, { encryption: 'tls', certificate });
}

it('asks about a certificate that Windows does not trust, and opens a session once it is accepted', async () => {
  const target = await tlsLab();
  const odbc = recordedDriver((text) =>
    text.includes('TrustServerCertificate={no}') ? failed('08001', -2146893019, 'SSL Provider: untrusted') : null,
  );
  const refused = await connectWindowsUser(odbc, target()).catch((error: unknown) => error);
  if (!(refused instanceof ConsentNeeded) || refused.consent.kind !== 'certificate') throw new Error('Not asked.');
  expect(refused.problem.code).toBe('sql/certificate');
  const { certificate } = refused.consent;
  expect(certificate).toMatchObject({ subject: 'CN=SSL_Self_Signed_Fallback' });
  const sql = await connectWindowsUser(odbc, target(certificate.fingerprint));
  expect(sql.certificate).toEqual(certificate);
  await sql.close();
});

it('never gets to ODBC where another certificate shows up, or the protection is less than agreed', async () => {
  const odbc = recordedDriver(() => null);
  const other = (await tlsLab())('AB:CD');
  expect((await problemOf(() => connectWindowsUser(odbc, other))).code).toBe('sql/certificate-changed');
  const plain = (await tlsLab({ encryption: 'off' }))();
  expect((await problemOf(() => connectWindowsUser(odbc, plain))).code).toBe('sql/encryption-missing');
  const old = makeCertificate({ digest: 'sha1', bits: 1024 });
  const tls = { ...old, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const oldTls = (await tlsLab({ encryption: 'on', tls }))();
  expect((await problemOf(() => connectWindowsUser(odbc, oldTls))).code).toBe('sql/tls-version');
  expect(odbc.texts).toEqual([]);
});
