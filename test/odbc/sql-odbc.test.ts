import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ConsentNeeded } from '../../electron/engine/database-mail/connect/consent-needed';
import { connectWindowsUser } from '../../electron/engine/database-mail/connect/odbc/connect-windows-user';
import { loadOdbcDriver } from '../../electron/engine/database-mail/connect/odbc/load-driver';
import type { OdbcDialect } from '../../electron/engine/database-mail/connect/odbc/open-session';
import type { SqlTarget } from '../../electron/engine/database-mail/connect/target';
import * as statements from '../../electron/engine/database-mail/statements';
import type { SqlFault, SqlWire } from '../../electron/engine/practice/tds/wire';
import { makeCertificate } from '../support/certificates';
import { signIn, startLab, targetOf } from '../support/practice-lab';
import { problemOf } from '../support/problem-of';

/** FreeTDS plays Microsoft's driver, under its name: it signs in with a name and a password, a Windows account by NTLM. */
const freeTdsLibrary = process.env.RELAYTUNE_FREETDS ?? '/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relaytune-odbc-'));
  writeFileSync(join(folder, 'odbcinst.ini'), `[ODBC Driver 18 for SQL Server]\nDriver=${freeTdsLibrary}\n`);
  process.env.ODBCSYSINI = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freeTds = (user: string, password: string): OdbcDialect => ({
  // The first is not installed, so the second is taken.
  drivers: ['ODBC Driver 99 for SQL Server', 'ODBC Driver 18 for SQL Server'],
  stringOf: ({ host, port, encryption }: SqlTarget, driver) =>
    `Driver={${driver}};Server=${host};Port=${port ?? 0};Database=msdb;UID=${user};PWD={${password}};TDS_Version=7.3;Encryption=${encryption === 'none' ? 'off' : 'require'}`,
});

async function labWith(sqlWire: SqlWire = {}) {
  const lab = await startLab({ sqlWire });
  const open = async (target: Partial<SqlTarget> = {}, dialect = freeTds(lab.sql.user, lab.sql.password)) => {
    const sql = await connectWindowsUser(loadOdbcDriver(process.env.RELAYTUNE_NATIVE), targetOf(lab, target), {
      dialect,
    });
    onTestFinished(() => sql.close());
    return sql;
  };
  return { lab, open };
}

describe('a session through ODBC', () => {
  it('answers every reading statement as the other driver does', async () => {
    const { lab, open } = await labWith();
    const odbc = await open();
    const tedious = await signIn(lab);
    const exported: [string, unknown][] = Object.entries(statements);
    const reading = exported.flatMap(([, text]) =>
      typeof text === 'string' && /\bSELECT\b/.test(text) && !/(^|[^@])@\w/.test(text) ? [text] : [],
    );
    expect(reading.length).toBeGreaterThan(10);
    for (const text of [...reading, statements.queueStatus]) {
      // The clock of serverFacts and logPosition moves on.
      const still = (rows: Record<string, unknown>[]) => rows.map((row) => ({ ...row, serverTime: '' }));
      expect(still(await odbc.query(text)), text).toEqual(still(await tedious.query(text)));
    }
    for (const id of [null, 2])
      expect(await odbc.query(statements.accounts, { id })).toEqual(await tedious.query(statements.accounts, { id }));
    const [alerts] = await odbc.query(statements.accounts, { id: null });
    expect(alerts).toMatchObject({ enable_ssl: false, port: 2525, timeout: null });
    const after = { after: 0 };
    expect(await odbc.query(statements.logAfter, after)).toEqual(await tedious.query(statements.logAfter, after));
  });

  it('takes numbers, texts of every length and NULL as parameters', async () => {
    const { open } = await labWith();
    const odbc = await open();
    const row = 'SELECT CAST(@a AS int) AS a, @b AS b, @c AS c, @d AS d';
    for (const given of [
      { a: 1, b: 'é–😀', c: null, d: '' },
      { a: -7, b: 'x'.repeat(4001), c: 'y'.repeat(4000), d: "'; DROP --?" },
    ])
      expect(await odbc.query(row, given)).toEqual([given]);
  });

  it('reads times as local ones', async () => {
    const { lab, open } = await labWith();
    const now = 'SELECT s.last_mod_datetime AS at FROM msdb.dbo.sysmail_server s WHERE s.account_id = 1';
    expect(await (await open()).query(now)).toEqual(await (await signIn(lab)).query(now));
  });

  it('calls a procedure and answers its OUTPUT parameters; several at once', async () => {
    const { open } = await labWith();
    const odbc = await open();
    const send = (subject: string) =>
      odbc.call(
        statements.sendMailProcedure,
        { profile_name: 'Newsletter', recipients: 'relay.test1@corp.example', subject, body: 'x'.repeat(9000) },
        ['mailitem_id'],
      );
    const ids = (await Promise.all(['a', 'b', 'c', 'd', 'e'].map(send))).map(({ mailitem_id }) => mailitem_id);
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => typeof id === 'number')).toBe(true);
    const [row] = await odbc.query(
      'SELECT LEN(m.body) AS n FROM msdb.dbo.sysmail_mailitems m WHERE m.mailitem_id = @id',
      {
        id: Number(ids[0]),
      },
    );
    expect(row).toEqual({ n: 9000 });
  });

  it('runs a change', async () => {
    const { open } = await labWith();
    const odbc = await open();
    await odbc.run(statements.updateTimeout(2, 77));
    expect(await odbc.query('SELECT s.timeout FROM msdb.dbo.sysmail_server s WHERE s.account_id = 2')).toEqual([
      { timeout: 77 },
    ]);
  });

  it('fails with the same problems as the other driver', async () => {
    const { lab, open } = await labWith();
    const odbc = await open();
    const tedious = await signIn(lab);
    for (const text of ['SELECT nope FROM msdb.dbo.sysmail_server', 'SELECT FROM', 'EXEC msdb.dbo.no_such_sp'])
      expect(await problemOf(() => odbc.run(text))).toEqual(await problemOf(() => tedious.run(text)));
    const unknownProfile = { profile_name: 'nobody', recipients: 'a@corp.example', subject: 's', body: 'b' };
    const problem = await problemOf(() => odbc.call(statements.sendMailProcedure, unknownProfile, ['mailitem_id']));
    expect(problem.code).toBe('sql/profile-unknown');
    expect(await odbc.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('tells that the connection was lost, and goes on with a new one', async () => {
    let fault: SqlFault | undefined;
    const { open } = await labWith({ onRequest: () => fault });
    const odbc = await open();
    expect(await odbc.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    fault = 'drop-before';
    expect(await problemOf(() => odbc.query('SELECT 2 AS two'))).toMatchObject({ code: 'sql/connection-lost' });
    expect(await problemOf(() => odbc.query('SELECT @a AS a', { a: 1 }))).toMatchObject({
      code: 'sql/connection-lost',
    });
    fault = undefined;
    expect(await odbc.query('SELECT 3 AS three')).toEqual([{ three: 3 }]);
  });

  it('gives up a request that is not answered', { timeout: 60_000 }, async () => {
    const { open } = await labWith({ onRequest: (text) => (text.includes('two') ? 'hang' : undefined) });
    const odbc = await open();
    expect(await problemOf(() => odbc.query('SELECT @a AS two', { a: 2 }))).toMatchObject({ code: 'sql/timeout' });
    expect(await odbc.query('SELECT 3 AS three')).toEqual([{ three: 3 }]);
  });
});

describe('a sign-in through ODBC', () => {
  it('is that of a Windows account, or is refused with a remedy', async () => {
    const anna = { domain: 'CORP', user: 'anna.admin', password: 'Winter-2026!', isSysadmin: true };
    const { lab, open } = await labWith({ windowsUsers: [anna] });
    const odbc = await open({}, freeTds('CORP\\anna.admin', 'Winter-2026!'));
    expect(await odbc.query('SELECT SUSER_SNAME() AS loginName')).toEqual([{ loginName: 'CORP\\anna.admin' }]);
    expect(await problemOf(() => open({}, freeTds('CORP\\anna.admin', 'guess')))).toMatchObject({
      code: 'sql/untrusted-domain',
      detail: expect.stringMatching(/^Error 18452: Login failed\. The login is from/) as string,
    });
    expect(await problemOf(() => open({}, freeTds(lab.sql.user, 'guess')))).toMatchObject({
      code: 'sql/login-failed',
      detail: `Error 18456: Login failed for user '${lab.sql.user}'.`,
    });
  });

  it('says that no ODBC driver is installed', async () => {
    const { open } = await labWith();
    const none = { ...freeTds('x', 'y'), drivers: ['ODBC Driver 99 for SQL Server'] };
    expect(await problemOf(() => open({}, none))).toMatchObject({ code: 'sql/odbc-driver-missing' });
  });

  it('looks at the certificate first, and goes no further where it is another than the one accepted', async () => {
    const { open } = await labWith({ encryption: 'on', tls: makeCertificate() });
    const refused = await open({ encryption: 'tls', certificate: 'AB:CD' }).catch((error: unknown) => error);
    if (!(refused instanceof ConsentNeeded) || refused.consent.kind !== 'certificate') throw new Error('No consent.');
    expect(refused.problem.code).toBe('sql/certificate-changed');
    const { certificate } = refused.consent;
    const odbc = await open({ encryption: 'tls', certificate: certificate.fingerprint });
    expect(odbc.certificate).toEqual(certificate);
    expect(await odbc.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('asks before a session goes without encryption', async () => {
    const { open } = await labWith({ encryption: 'off' });
    expect(await open({ encryption: 'tls' }).catch((error: unknown) => error)).toMatchObject({
      problem: { code: 'sql/encryption-missing' },
      consent: { kind: 'none' },
    });
  });
});
