import { describe, expect, it } from 'vitest';
import { signIn, startLab } from '../support/practice-lab';
import { refusal } from '../support/practice-mail';

const facts = `select SERVERPROPERTY('ProductVersion') as version, SERVERPROPERTY('ProductLevel') as level, @@VERSION as text`;
const parameters = `select p.name from msdb.sys.all_parameters p where p.object_id = OBJECT_ID(N'msdb.dbo.sysmail_update_account_sp')`;

describe('builds of the practice SQL Server', () => {
  it.each([
    ['9.00.5000.00', 'SP4', 'Microsoft SQL Server 2005 (SP4) - 9.00.5000.00 (X64)'],
    ['10.0.2531.0', 'SP1', 'Microsoft SQL Server 2008 (SP1) - 10.0.2531.0 (X64)'],
    ['10.50.6000.34', 'SP3', 'Microsoft SQL Server 2008 R2 (SP3) - 10.50.6000.34 (X64)'],
    ['11.0.2100.60', 'RTM', 'Microsoft SQL Server 2012 (RTM) - 11.0.2100.60 (X64)'],
    ['12.0.6024.0', 'SP3', 'Microsoft SQL Server 2014 (SP3) - 12.0.6024.0 (X64)'],
    ['13.0.5026.0', 'SP2', 'Microsoft SQL Server 2016 (SP2) - 13.0.5026.0 (X64)'],
    ['14.0.3456.2', 'RTM', 'Microsoft SQL Server 2017 (RTM) - 14.0.3456.2 (X64)'],
    ['15.0.2000.5', 'RTM', 'Microsoft SQL Server 2019 (RTM) - 15.0.2000.5 (X64)'],
    ['16.0.1000.6', 'RTM', 'Microsoft SQL Server 2022 (RTM) - 16.0.1000.6 (X64)'],
    ['17.0.1000.7', 'RTM', 'Microsoft SQL Server 2025 (RTM) - 17.0.1000.7 (X64)'],
  ])('%s says what it is', async (productVersion, level, text) => {
    const sql = await signIn(await startLab({ msdb: { build: { productVersion } } }));
    const [row] = await sql.query(facts);
    expect(row).toMatchObject({ version: productVersion, level });
    expect(String(row?.text).split(' \n')[0]).toBe(text);
  });

  it('is none that never was', async () => {
    await expect(startLab({ msdb: { build: { productVersion: '8.00.2039' } } })).rejects.toThrow(
      '8.00.2039 is no version of SQL Server 2005 to 2025.',
    );
  });

  // Builds from which the parameter is there: 9.0.4230, and 10.0 without 1815 and before, and without 2531 to 2732.
  it.each([
    ['9.00.4035.00', false],
    ['9.00.4230.00', true],
    ['10.0.1815.0', false],
    ['10.0.1818.0', true],
    ['10.0.2531.0', false],
    ['10.0.2732.0', false],
    ['10.0.2734.0', true],
    ['10.50.1600.1', true],
  ])('%s has @no_credential_change: %s', async (productVersion, has) => {
    const sql = await signIn(await startLab({ msdb: { build: { productVersion } } }));
    expect((await sql.query(parameters)).some((row) => row.name === '@no_credential_change')).toBe(has);
  });

  it('refuses a parameter that the build lacks, and changes nothing', async () => {
    const without = ['@timeout', '@no_credential_change'] as const;
    const build = { productVersion: '10.0.2531.0', without };
    const sql = await signIn(await startLab({ msdb: { build } }));
    expect((await sql.query(parameters)).map((row) => row.name)).toEqual([
      '@account_id',
      '@account_name',
      '@email_address',
      '@display_name',
      '@replyto_address',
      '@description',
      '@mailserver_name',
      '@mailserver_type',
      '@port',
      '@username',
      '@password',
      '@use_default_credentials',
      '@enable_ssl',
    ]);
    const everything = async () => [
      await sql.query('select * from msdb.dbo.sysmail_server'),
      await sql.query('select * from msdb.dbo.sysmail_account'),
    ];
    const before = await everything();
    const call = 'exec msdb.dbo.sysmail_update_account_sp @account_id = 4, @port = 25,';
    expect(await refusal(() => sql.run(`${call} @timeout = 60`))).toBe(
      'Error 8145: @timeout is not a parameter for procedure sysmail_update_account_sp.',
    );
    expect(await refusal(() => sql.run(`${call} @no_credential_change = 1`))).toBe(
      'Error 8145: @no_credential_change is not a parameter for procedure sysmail_update_account_sp.',
    );
    expect(await everything()).toEqual(before);
  });
});
