import { describe, expect, it } from 'vitest';
import { signIn, startLab } from '../support/practice-lab';
import { refusal, sendMail, settled } from '../support/practice-mail';

/** Its account's server is unknown to the practice network. */
const nowhere = 'Reports';

describe('DELETE in the practice SQL Server', () => {
  it('removes own mails by id, and what hangs on them', async () => {
    const lab = await startLab({ msdb: { retryDelaySeconds: 600 } });
    const sql = await signIn(lab);
    for (let sent = 0; sent < 3; sent += 1) await sendMail(sql, nowhere);
    const retries = 'select mailitem_id from msdb.dbo.sysmail_send_retries order by mailitem_id';
    while ((await sql.query(retries)).length < 3) await lab.clock.sleep(500);
    const [count] = await sql.query(
      'delete from msdb.dbo.sysmail_mailitems where mailitem_id in (1, 3, 99); select @@rowcount as n',
    );
    expect(count).toEqual({ n: 2 });
    expect(await sql.query(retries)).toEqual([{ mailitem_id: 2 }]);
    expect(await sql.query('select mailitem_id from msdb.dbo.sysmail_allitems')).toEqual([{ mailitem_id: 2 }]);
    // The log stays, and numbers never come back.
    expect(await sql.query('select log_id from msdb.dbo.sysmail_log where mailitem_id = 3')).toHaveLength(1);
    expect(await sendMail(sql)).toBe(4);
  });

  it('removes an account with its server and its places in profiles', async () => {
    const sql = await signIn(await startLab());
    await sql.run('DELETE msdb.dbo.sysmail_account WHERE account_id = 2');
    expect(await sql.query('select account_id from msdb.dbo.sysmail_server where account_id = 2')).toEqual([]);
    expect(await sql.query('select account_id from msdb.dbo.sysmail_profileaccount where account_id = 2')).toEqual([]);
    expect(await sql.query('select count(*) as n from msdb.dbo.sysmail_server')).toEqual([{ n: 3 }]);
  });

  it('drops a mail in the queue that was deleted', async () => {
    const lab = await startLab({ msdb: { retryDelaySeconds: 20 } });
    const sql = await signIn(lab);
    const id = await sendMail(sql, nowhere);
    const warnings = "select mailitem_id from msdb.dbo.sysmail_event_log where event_type = 'warning'";
    while ((await sql.query('select mailitem_id from msdb.dbo.sysmail_send_retries')).length === 0)
      await lab.clock.sleep(500);
    await sql.run(`delete from msdb.dbo.sysmail_mailitems where mailitem_id = ${id}`);
    while ((await sql.query(warnings)).length === 0) await lab.clock.sleep(500);
    expect(await settled(lab, sql, id)).toEqual([]);
  });

  it.each([
    ['delete from msdb.dbo.sysmail_allitems where mailitem_id = 1', /^Error 4406: /],
    [
      'delete from msdb.dbo.sysmail_nothing where mailitem_id = 1',
      "Error 208: Invalid object name 'msdb.dbo.sysmail_nothing'.",
    ],
    ['delete from msdb.dbo.sysmail_log where log_no = 1', "Error 207: Invalid column name 'log_no'."],
    ['delete where log_id = 1', /^Error 102: /],
    ["select datediff(ms, '2013-01-01', '2013-02-01')", /^Error 535: The datediff function resulted in an overflow\. /],
  ])('refuses %s', async (text, message) => {
    const sql = await signIn(await startLab());
    const detail = await refusal(() => sql.run(text));
    if (typeof message === 'string') expect(detail).toBe(message);
    else expect(detail).toMatch(message);
  });

  it('counts what UPDATE and SELECT did too', async () => {
    const sql = await signIn(await startLab());
    expect(
      await sql.query('update msdb.dbo.sysmail_server set flags = 1 where timeout = 20; select @@rowcount as n'),
    ).toEqual([{ n: 2 }]);
    expect(
      await sql.query('update msdb.dbo.sysmail_server set flags = 1 where timeout = 21; select @@rowcount as n'),
    ).toEqual([{ n: 0 }]);
  });
});

describe('functions of the practice SQL Server', () => {
  it.each([
    ["datepart(weekday, '2013-05-06T09:30:00')", 2],
    ["datepart(week, '2013-01-06')", 2],
    ["datepart(quarter, '2013-05-06')", 2],
    ["datepart(dayofyear, '2013-12-31')", 365],
    ["datepart(hh, '2013-05-06T09:30:00')", 9],
    ["year('2013-05-06')", 2013],
    ["datediff(year, '2012-12-31T23:59:59', '2013-01-01')", 1],
    ["datediff(month, '2013-01-31', '2013-02-01')", 1],
    ["datediff(week, '2013-05-04', '2013-05-05')", 1],
    ["datediff(minute, '2013-05-06T09:59:59', '2013-05-06T10:00:00')", 1],
    ["convert(varchar(30), dateadd(month, 1, '2013-01-31'), 126)", '2013-02-28T00:00:00'],
    ["convert(varchar(30), dateadd(year, -1, '2012-02-29'), 120)", '2011-02-28 00:00:00'],
    ["convert(varchar(30), dateadd(ms, 5, '2013-05-06T09:30:00'), 121)", '2013-05-06 09:30:00.005'],
    [
      "convert(varchar(30), dateadd(minute, datediff(minute, 0, '2013-05-06T09:30:59'), 0), 126)",
      '2013-05-06T09:30:00',
    ],
    ['datediff(minute, getutcdate(), getdate())', 0 - new Date().getTimezoneOffset()],
    ["case when object_id('msdb.dbo.sysmail_server', 'U') is null then 0 else 1 end", 1],
    ["case when object_id('msdb.dbo.sysmail_server', 'P') is null then 0 else 1 end", 0],
    ["case when object_id('[msdb].[dbo].[sysmail_event_log]', N'V') is null then 0 else 1 end", 1],
    ["case when object_id('msdb.dbo.sysmail_stop_sp', 'P') is null then 0 else 1 end", 1],
    ['db_name(1)', 'master'],
  ])('%s', async (expression, expected) => {
    const sql = await signIn(await startLab());
    expect(await sql.query(`select ${expression} as value`)).toEqual([{ value: expected }]);
  });
});
