import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as statements from '../../electron/engine/database-mail/statements';
import { ProblemError } from '../../shared/result';
import { signIn, startLab } from '../support/practice-lab';

/** The server's error number, out of the Problem's detail. */
async function errorOf(act: Promise<unknown>): Promise<string> {
  const error: unknown = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem.detail : String(error);
}

describe('the practice SQL Server, through the real driver', () => {
  it('answers select * from msdb.dbo.sysmail_server as the article has it', async () => {
    const sql = await signIn(await startLab());
    const rows = await sql.query('Select * from msdb.dbo.sysmail_server');
    expect(
      rows.map((row) => [row.account_id, row.servertype, row.servername, row.port, row.timeout, row.username]),
    ).toEqual([
      [1, 'SMTP', 'ex10-hub1.corp.example', 2525, null, null],
      [2, 'SMTP', 'ex10-hub1.corp.example', 2525, 20, null],
      [3, 'SMTP', 'mail-old.corp.example', 2525, 20, null],
      [4, 'SMTP', 'smtp.partner.example', 2587, null, 'corp-reports'],
    ]);
  });

  it.each([
    ['select * from msdb.dbo.sysmail_servers', "Error 208: Invalid object name 'msdb.dbo.sysmail_servers'."],
    ['select timeouts from msdb.dbo.sysmail_server', "Error 207: Invalid column name 'timeouts'."],
    [
      'select x.timeout from msdb.dbo.sysmail_server s',
      'Error 4104: The multi-part identifier "x.timeout" could not be bound.',
    ],
    [
      'exec msdb.dbo.sysmail_update_accounts_sp',
      "Error 2812: Could not find stored procedure 'msdb.dbo.sysmail_update_accounts_sp'.",
    ],
    [
      'exec msdb.dbo.sysmail_update_account_sp @account_id = 2, @time_out = 30',
      'Error 8145: @time_out is not a parameter for procedure sysmail_update_account_sp.',
    ],
    [
      "exec msdb.dbo.sysmail_configure_sp @parameter_value = N'1'",
      "Error 201: Procedure or function 'sysmail_configure_sp' expects parameter '@parameter_name', which was not supplied.",
    ],
    ['exec msdb.dbo.sysmail_update_account_sp @account_id = 99, @timeout = 30', 'Error 14606: account id is not valid'],
    ['selct 1', /^Error (102|2812): /],
    ['select 1 from', "Error 102: Incorrect syntax near 'end of batch'."],
    ['select @missing', 'Error 137: Must declare the scalar variable "@missing".'],
    ['select nonsense(1)', "Error 195: 'NONSENSE' is not a recognized built-in function name."],
    ['select dateadd(fortnight, 1, getdate())', "Error 155: 'fortnight' is not a recognized dateadd option."],
    ['select cast(1 as whole)', 'Error 243: Type whole is not a defined system type.'],
    ['select (select account_id from msdb.dbo.sysmail_server)', /^Error 512: Subquery returned more than 1 value\./],
    ['select (select 1, 2)', /^Error 116: Only one expression can be specified/],
    [
      'select 1 from msdb.dbo.sysmail_log where log_id > (select max(id) from msdb.dbo.sysmail_log)',
      "Error 207: Invalid column name 'id'.",
    ],
    ["select 'open", /^Error 105: Unclosed quotation mark/],
    ["select 1 where 1 = 'one'", /^Error 245: Conversion failed/],
    ['select * from msdb.dbo.sysmail_server where timeout = 1/0', 'Error 8134: Divide by zero error encountered.'],
  ])('refuses %s', async (text, message) => {
    const sql = await signIn(await startLab());
    const detail = await errorOf(sql.run(text));
    if (typeof message === 'string') expect(detail).toBe(message);
    else expect(detail).toMatch(message);
    // The session lives on after an error.
    expect(await sql.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('tells what a query window would show of a text', async () => {
    const sql = await signIn(await startLab());
    expect(await sql.run("print N'Grüße'; update msdb.dbo.sysmail_server set timeout = 30 where account_id = 2")).toBe(
      'Grüße\n(1 row affected)',
    );
    expect(await sql.run('update msdb.dbo.sysmail_server set timeout = 31 where account_id > 999')).toBe(
      '(0 rows affected)',
    );
  });

  it('knows every statement of the catalogue', async () => {
    const sql = await signIn(await startLab());
    expect(await sql.query(statements.serverFacts)).toMatchObject([
      { productVersion: '10.50.6000.34', serverName: 'SQL01', loginName: 'relaytune' },
    ]);
    expect(await sql.query(statements.grants)).toMatchObject([{ isSysadmin: 1, r0: 1, r5: 1, r15: 1, r16: 1 }]);
    expect(await sql.query(statements.serviceBroker)).toEqual([{ brokerEnabled: 1 }]);
    expect(await sql.query(statements.accountUse)).toEqual([]);
    expect(await sql.query(statements.databaseMailSwitch)).toEqual([{ valueInUse: 1 }]);
    expect((await sql.query(statements.updateAccountParameters)).map((row) => row.name)).toContain(
      '@no_credential_change',
    );
    expect(await sql.query(statements.queueStatus)).toEqual([{ Status: 'STARTED' }]);
    expect(await sql.query(statements.configuration)).toContainEqual({
      paramname: 'AccountRetryDelay',
      paramvalue: '60',
    });
    expect(await sql.query(statements.accountProfiles)).toContainEqual({
      account_id: 2,
      profile_id: 2,
      name: 'Newsletter',
      sequence_number: 1,
    });
    expect(await sql.query(statements.logPosition)).toMatchObject([{ logId: 0 }]);
    expect(await sql.query(statements.logAfter, { after: 0 })).toEqual([]);
    expect(await sql.query(statements.lastProcessRow)).toEqual([]);
    expect(await sql.query(statements.recentFailures)).toEqual([]);
    expect(await sql.query(statements.newestMail)).toEqual([{ mailitemId: 0 }]);
    expect(await sql.query(statements.backlogAfter, { after: 0 })).toEqual([
      { unsent: 0, retrying: 0, ownWaiting: 0, lastHour: 0, examined: 0 },
    ]);
    expect(await sql.query(statements.mailsById(2), { id0: 1, id1: 2 })).toEqual([]);
  });

  it('puts the one value of a subquery in its place', async () => {
    const sql = await signIn(await startLab());
    const text = `select s.account_id, (select max(x.timeout) from msdb.dbo.sysmail_server x) as longest
      from msdb.dbo.sysmail_server s where s.account_id > (select max(account_id) - 2 from msdb.dbo.sysmail_server)
        and s.port <> isnull((select port from msdb.dbo.sysmail_server where account_id = 99), 0) order by 1`;
    expect(await sql.query(text)).toEqual([
      { account_id: 3, longest: 20 },
      { account_id: 4, longest: 20 },
    ]);
  });

  it('joins, groups, orders and compares as SQL Server does', async () => {
    const sql = await signIn(await startLab());
    const text = `-- profiles and how many accounts each has
      select p.name as profile, count(distinct pa.account_id) as accounts, max(s.timeout) as longest
      from msdb.dbo.sysmail_profile p
      left join msdb..sysmail_profileaccount pa on pa.profile_id = p.profile_id
      join [msdb].[dbo].[sysmail_server] s on s.account_id = pa.account_id
      where p.name in (N'NEWSLETTER ', 'alerts') and not (s.port between 1 and 1000) and s.servername like 'ex10%'
      group by p.name order by 1 desc;`;
    expect(await sql.query(text)).toEqual([
      { profile: 'Newsletter', accounts: 1, longest: 20 },
      { profile: 'Alerts', accounts: 1, longest: null },
    ]);
    expect(await sql.query('select count(*) as nulls from msdb.dbo.sysmail_server where timeout = null')).toEqual([
      { nulls: 0 },
    ]);
    expect(
      await sql.query(
        "select case when timeout is null then 'none' else cast(timeout as varchar(10)) end as t from msdb.dbo.sysmail_server order by account_id",
      ),
    ).toEqual([{ t: 'none' }, { t: '20' }, { t: '20' }, { t: 'none' }]);
  });

  it('carries texts of any kind and length there and back', async () => {
    const sql = await signIn(await startLab());
    const long = 'Grüße, 世界 🙂 '.repeat(300);
    expect(await sql.query('select @a as a, @b as b, @c as c', { a: long, b: null, c: -2_147_483_648 })).toEqual([
      { a: long, b: null, c: '-2147483648' },
    ]);
  });

  it('takes forty requests at once', async () => {
    const sql = await signIn(await startLab());
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => sql.query('select cast(@n as int) as n', { n: index })),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  });

  it('refuses a wrong password without ending', async () => {
    const lab = await startLab();
    const error: unknown = await signIn(lab, { user: lab.sql.user, password: 'guess' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ problem: { code: 'sql/login-failed' } });
    await signIn(lab);
  });

  it('closes a connection that sends nonsense, and serves the next', async () => {
    const lab = await startLab();
    for (const bytes of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.alloc(64, 0xff),
      Buffer.from([1, 1, 0, 8, 0, 0, 0, 0]),
      Buffer.from([0x10, 1, 0, 12, 0, 0, 0, 0, 9, 9, 9, 9]),
    ]) {
      const socket = connect({ host: lab.sql.host, port: lab.sql.port });
      socket.on('error', () => undefined);
      socket.end(bytes);
      await once(socket, 'close');
    }
    await signIn(lab);
  });
});
