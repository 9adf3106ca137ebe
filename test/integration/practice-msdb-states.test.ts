import { describe, expect, it } from 'vitest';
import { signIn, startLab } from '../support/practice-lab';
import { refusal, sendMail, settled } from '../support/practice-mail';

const account = {
  emailAddress: 'news@corp.example',
  displayName: 'News',
  serverName: 'ex10-hub1.corp.example',
  port: 2525,
  timeout: null,
  username: null,
};

/** 128 characters with everything that hurts: quotes, brackets, a line break, a mark that turns the reading order round. */
const hostile = `O'Neil"s ]]--[x]\r\n\u202Eevil\u202C %_ 🙂`.padEnd(128, 'x');

describe('states of the practice Database Mail', () => {
  it('refuses mail while Database Mail XPs are off, in the words of SQL Server', async () => {
    const sql = await signIn(await startLab({ msdb: { databaseMailXps: false } }));
    expect(await refusal(() => sendMail(sql))).toMatch(
      /^Error 15281: SQL Server blocked access to procedure 'dbo\.sp_send_dbmail' of component 'Database Mail XPs' because this component is turned off/,
    );
    expect(
      await sql.query("select value_in_use from master.sys.configurations where name = 'Database Mail XPs'"),
    ).toEqual([{ value_in_use: 0 }]);
  });

  it('refuses mail while Service Broker does not deliver, before it looks at the queue', async () => {
    const sql = await signIn(await startLab({ msdb: { broker: false, queueStopped: true } }));
    expect(await refusal(() => sendMail(sql))).toMatch(/^Error 14650: Service Broker message delivery is not enabled/);
    expect(await refusal(() => sql.run('exec msdb.dbo.sysmail_start_sp'))).toMatch(/^Error 14650: /);
    expect(await sql.query("select is_broker_enabled as b from sys.databases where name = 'msdb'")).toEqual([
      { b: false },
    ]);
  });

  it('begins with a stopped queue, which sysmail_start_sp starts', async () => {
    const lab = await startLab({ msdb: { queueStopped: true } });
    const sql = await signIn(lab);
    expect(await sql.query('exec msdb.dbo.sysmail_help_status_sp')).toEqual([{ Status: 'STOPPED' }]);
    expect(await refusal(() => sendMail(sql))).toMatch(/^Error 14641: Mail not queued\. Database Mail is stopped/);
    await sql.run('exec msdb.dbo.sysmail_start_sp');
    expect(await sendMail(sql)).toBe(1);
  });

  it('has the logging level and the retries it is given', async () => {
    const sql = await signIn(await startLab({ msdb: { loggingLevel: 1, retryAttempts: 4, retryDelaySeconds: 5000 } }));
    const rows = await sql.query('exec msdb.dbo.sysmail_help_configure_sp');
    expect(Object.fromEntries(rows.map((row) => [row.paramname, row.paramvalue]))).toMatchObject({
      LoggingLevel: '1',
      AccountRetryAttempts: '4',
      AccountRetryDelay: '5000',
    });
    await sendMail(sql);
    // Level 1 keeps errors alone: not even the process's start.
    expect(await sql.query('select * from msdb.dbo.sysmail_log')).toEqual([]);
  });

  it('shows accounts of every kind as they are', async () => {
    const accounts = [
      { ...account, accountId: 11, name: 'First', profiles: ['Bulk'] },
      { ...account, accountId: 12, name: 'Second', profiles: ['Bulk'] },
      { ...account, accountId: 13, name: 'Lonely', profiles: [] },
      { ...account, accountId: 14, name: 'Service', useDefaultCredentials: true, enableSsl: true, profiles: ['Other'] },
      { ...account, accountId: 15, name: 'Login', username: 'svc', password: 'p', profiles: ['Other'] },
    ];
    const sql = await signIn(await startLab({ msdb: { accounts, profiles: ['Empty'] } }));
    expect(
      await sql.query(
        'select account_id, username, credential_id, use_default_credentials, enable_ssl from msdb.dbo.sysmail_server where account_id > 13',
      ),
    ).toEqual([
      { account_id: 14, username: null, credential_id: null, use_default_credentials: true, enable_ssl: true },
      { account_id: 15, username: 'svc', credential_id: 65_551, use_default_credentials: false, enable_ssl: false },
    ]);
    expect(
      await sql.query(
        'select p.name, pa.account_id, pa.sequence_number from msdb.dbo.sysmail_profile p left join msdb.dbo.sysmail_profileaccount pa on pa.profile_id = p.profile_id order by p.profile_id, pa.sequence_number',
      ),
    ).toEqual([
      { name: 'Bulk', account_id: 11, sequence_number: 1 },
      { name: 'Bulk', account_id: 12, sequence_number: 2 },
      { name: 'Other', account_id: 14, sequence_number: 1 },
      { name: 'Other', account_id: 15, sequence_number: 2 },
      { name: 'Empty', account_id: null, sequence_number: null },
    ]);
  });

  it('fails the mails of a profile without accounts', async () => {
    const lab = await startLab({ msdb: { profiles: ['Empty'], retryAttempts: 0 } });
    const sql = await signIn(lab);
    expect(await settled(lab, sql, await sendMail(sql, 'Empty'))).toEqual(['failed']);
  });

  it('carries hostile names there and back, to the last of 128 characters', async () => {
    expect(hostile).toHaveLength(128);
    const accounts = [{ ...account, accountId: 1, name: hostile, profiles: [hostile] }];
    const lab = await startLab({ msdb: { accounts } });
    const sql = await signIn(lab);
    expect(await sql.query('select name from msdb.dbo.sysmail_account')).toEqual([{ name: hostile }]);
    expect(await sql.query('select profile_id from msdb.dbo.sysmail_profile where name = @p', { p: hostile })).toEqual([
      { profile_id: 1 },
    ]);
    expect(await sendMail(sql, hostile)).toBe(1);
  });

  it('is the same when the lab is opened again', async () => {
    const lab = await startLab({
      msdb: {
        queueStopped: true,
        build: { productVersion: '13.0.5026.0' },
        logins: [{ user: 'reader', password: 'Practice-only-4', role: 'db_datareader' }],
      },
    });
    await lab.close();
    const again = await startLab({ folder: lab.folder });
    const sql = await signIn(again, { user: 'reader', password: 'Practice-only-4' });
    expect(await sql.query("select SERVERPROPERTY('ProductVersion') as v")).toEqual([{ v: '13.0.5026.0' }]);
    expect(await (await signIn(again)).query('exec msdb.dbo.sysmail_help_status_sp')).toEqual([{ Status: 'STOPPED' }]);
  });
});

describe('what sp_send_dbmail returns', () => {
  it.each([
    ["@profile_name = 'none', @recipients = 'a@corp.example', @body = 'x'", 1, 14607],
    ["@recipients = 'a@corp.example', @body = 'x'", 1, 14636],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @exclude_query_output = NULL", 3, 14618],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @append_query_error = NULL", 6, 14618],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @body_format = 'RTF'", 13, 14626],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @importance = NULL", 15, 14618],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @importance = 'URGENT'", 16, 14622],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @sensitivity = NULL", 17, 14618],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @sensitivity = 'SECRET'", 18, 14623],
    ["@profile_name = 'Alerts', @recipients = 'a@corp.example'", 19, 14624],
    ["@profile_name = 'Alerts', @body = 'x'", 20, 14624],
    [
      "@profile_name = 'Alerts', @recipients = 'a@corp.example', @body = 'x', @attach_query_result_as_file = 1",
      21,
      14625,
    ],
  ])('with %s: %i', async (parameters, returnCode, error) => {
    const sql = await signIn(await startLab());
    // A raised error does not end the batch, so the code can be kept where a later batch reads it.
    const batch = `declare @rc int; exec @rc = msdb.dbo.sp_send_dbmail ${parameters}; update msdb.dbo.sysmail_profile set description = cast(@rc as nvarchar(10)) where profile_id = 1;`;
    expect(await refusal(() => sql.run(batch))).toMatch(new RegExp(`^Error ${error}: `));
    expect(await sql.query('select description from msdb.dbo.sysmail_profile where profile_id = 1')).toEqual([
      { description: String(returnCode) },
    ]);
    expect(await sql.query('select mailitem_id from msdb.dbo.sysmail_mailitems')).toEqual([]);
  });
});
