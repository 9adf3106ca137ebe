import { describe, expect, it } from 'vitest';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { makeCertificate } from '../support/certificates';
import { startLab } from '../support/practice-lab';
import { connectDriver, refusalOf, type DriverSettings } from '../support/sql-driver';

const domainUsers: SqlWire = {
  windowsUsers: [
    { domain: 'CORP', user: 'dba', password: 'Pässw0rd!', isSysadmin: true },
    { domain: 'CORP', user: 'reader', password: 'second', isSysadmin: false },
    { domain: 'CORP', user: 'visitor', password: 'third', isSysadmin: false, hasLogin: false },
  ],
};
const who = "select suser_sname() as login, is_srvrolemember(N'sysadmin') as sysadmin";

/** What the driver says on a lab with this wire. */
async function refusal(sqlWire: SqlWire, settings: DriverSettings): Promise<string> {
  const { code, message } = await refusalOf(connectDriver(await startLab({ sqlWire }), settings));
  expect(code).toBe('ELOGIN');
  return message;
}

describe('Windows sign-in (NTLM), through the real driver', () => {
  it.each([
    ['CORP', 'dba', 'Pässw0rd!', 'CORP\\dba', 1],
    ['corp', 'DBA', 'Pässw0rd!', 'CORP\\dba', 1],
    ['CORP', 'reader', 'second', 'CORP\\reader', 0],
  ])('lets in %s\\%s', async (domain, user, password, login, sysadmin) => {
    const pool = await connectDriver(await startLab({ sqlWire: domainUsers }), { domain, user, password });
    expect((await pool.request().query(who)).recordset).toEqual([{ login, sysadmin }]);
  });

  it('goes through TLS too', async () => {
    const sqlWire: SqlWire = { ...domainUsers, encryption: 'required', tls: makeCertificate(), windowsOnly: true };
    const pool = await connectDriver(await startLab({ sqlWire }), {
      ...{ domain: 'CORP', user: 'dba', password: 'Pässw0rd!' },
      options: { encrypt: true },
    });
    expect((await pool.request().query(who)).recordset).toEqual([{ login: 'CORP\\dba', sysadmin: 1 }]);
  });

  const untrusted =
    'Login failed. The login is from an untrusted domain and cannot be used with Windows authentication.';

  it.each([
    ['a wrong password', 'CORP', 'dba', 'pässw0rd!', untrusted],
    ['an unknown user', 'CORP', 'nobody', 'Pässw0rd!', untrusted],
    ['another domain', 'OTHER', 'dba', 'Pässw0rd!', untrusted],
    ['an account without a login', 'CORP', 'visitor', 'third', "Login failed for user 'CORP\\visitor'."],
  ])('refuses %s', async (_case, domain, user, password, message) => {
    expect(await refusal(domainUsers, { domain, user, password })).toBe(message);
  });

  it('refuses everyone where no domain is known', async () => {
    expect(await refusal({}, { domain: 'CORP', user: 'dba', password: 'Pässw0rd!' })).toBe(untrusted);
  });
});

describe('SQL Server authentication, through the real driver', () => {
  it('is off in Windows only mode', async () => {
    expect(await refusal({ windowsOnly: true }, {})).toBe("Login failed for user 'relaytune'.");
  });

  it.each([
    [
      'locked',
      "Login failed for user 'relaytune' because the account is currently locked out. The system administrator can unlock it.",
    ],
    ['expired', "Login failed for user 'relaytune'.  Reason: The password of the account has expired."],
    ['must-change', "Login failed for user 'relaytune'.  Reason: The password of the account must be changed."],
    ['disabled', "Login failed for user 'relaytune'. Reason: The account is disabled."],
  ] as const)('turns a %s login away', async (state, message) => {
    expect(await refusal({ loginStates: { RelayTune: state } }, {})).toBe(message);
  });

  it('says nothing of an expired password to who does not know it, but that an account is locked', async () => {
    const guess = { password: 'guess' };
    expect(await refusal({ loginStates: { relaytune: 'expired' } }, guess)).toBe("Login failed for user 'relaytune'.");
    expect(await refusal({ loginStates: { relaytune: 'locked' } }, guess)).toMatch(/currently locked out/);
  });

  it('refuses a database that does not exist', async () => {
    expect(await refusal({}, { database: 'nowhere' })).toBe("Login failed for user 'relaytune'.");
  });
});
