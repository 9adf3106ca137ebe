import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import { confirm, startProgram } from '../support/practice-program';

/** A practice run that is ready to send bursts, and a second way into its SQL Server. */
async function startRun() {
  const program = startProgram();
  const { id, source } = await program.connectPractice();
  const { sqlPassword } = await program.ask('connect.suggest', {});
  const host = source.addresses[0]?.address ?? '';
  const sql = await connectSql(
    { host, port: 14_330, instance: null, encryption: 'none', certificate: null },
    { kind: 'sqlLogin', user: 'relaytune', password: sqlPassword },
  );
  onTestFinished(() => sql.close());
  const journal = async () =>
    (await readFile(join(program.dataFolder, 'runs', id, 'journal.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: { type: string } }).event);
  const burst = (mails: number, signal?: AbortSignal) =>
    program.call('measure.burst', { phase: 'before', mails, acceptedBacklog: 0 }, signal ? { signal } : {});
  return { ...program, sql, journal, burst };
}

const sendMail = (sql: SqlConnection, subject: string) =>
  sql.call(
    'msdb.dbo.sp_send_dbmail',
    { profile_name: 'Newsletter', recipients: 'relay.test1@corp.example', subject, body: 'x' },
    ['mailitem_id'],
  );

const count = async (sql: SqlConnection, table: string) =>
  (await sql.query(`select count(*) as rows from msdb.dbo.${table}`))[0]?.rows;

describe('test mails', { timeout: 60_000 }, () => {
  it('are not sent over a backlog that nobody was asked about', async () => {
    const { ask, burst, sql } = await startRun();
    await sendMail(sql, 'Real mail');
    expect(await ask('databaseMail.backlog', {})).toEqual({
      unsent: 1,
      retrying: 0,
      ownWaiting: 0,
      lastHour: 1,
      examined: 1,
      isComplete: true,
    });
    expect(await burst(1)).toMatchObject({ ok: false, error: { code: 'burst/backlog' } });
    expect(await count(sql, 'sysmail_mailitems')).toBe(1);
    const state = await ask('measure.burst', { phase: 'before', mails: 1, acceptedBacklog: 1 });
    expect(state.before.burst).toMatchObject({ asked: 1, backlog: { unsent: 1, retrying: 0 } });
  });

  it('are removed by id, and nobody else’s mail with them; the log stays', async () => {
    const { ask, burst, sql, journal } = await startRun();
    await burst(30);
    await sendMail(sql, '[run-00000000 1/1] looks like ours');
    const { testMails } = await ask('runs.current', {});
    expect(testMails).toEqual([{ marker: expect.stringMatching(/^run-[0-9a-f]{8}$/) as string, mailIds: [[1, 30]] }]);
    const logged = Number(await count(sql, 'sysmail_log'));
    expect(Number(await count(sql, 'sysmail_send_retries'))).toBeGreaterThan(0);

    const plan = await ask('plan', { step: 'remove-test-mails' });
    const [marker = ''] = testMails.map((each) => each.marker);
    expect(plan.targets).toHaveLength(1);
    expect(plan.targets[0]).toMatchObject({
      name: `30 test mails of ${marker}, ids 1 to 30`,
      changes: [{ setting: 'Rows in sysmail_mailitems', before: '30', after: '0' }],
    });
    expect(plan.targets[0]?.command).toBe(
      `SET LOCK_TIMEOUT 5000; SET DEADLOCK_PRIORITY LOW;
DELETE FROM msdb.dbo.sysmail_mailitems WHERE mailitem_id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
AND sent_status IN (1, 2) AND LEFT(subject, 13) = N'[${marker}';`,
    );
    const state = await ask('apply', confirm(plan));
    expect(state.changes.map((change) => [change.plan.step, change.outcome])).toEqual([
      ['remove-test-mails', 'applied'],
    ]);
    expect((await journal()).slice(-2).map((event) => event.type)).toEqual(['change-announced', 'change-finished']);
    expect(await sql.query('select mailitem_id from msdb.dbo.sysmail_mailitems')).toEqual([{ mailitem_id: 31 }]);
    expect(await count(sql, 'sysmail_send_retries')).toBe(0);
    expect(await count(sql, 'sysmail_log')).toBe(logged);
  });

  it('keep their rows while they wait, and where the subject is no longer the run’s', async () => {
    const { ask, call, burst, sql } = await startRun();
    const stop = new AbortController();
    const sending = burst(8, stop.signal);
    while (Number(await count(sql, 'sysmail_mailitems')) < 8) continue;
    stop.abort();
    expect(await sending).toMatchObject({ ok: true, value: { before: { burst: { stoppedBy: 'user', waiting: 8 } } } });
    expect(await call('plan', { step: 'remove-test-mails' })).toMatchObject({
      ok: false,
      error: { code: 'plan/nothing-to-change', detail: expect.stringMatching(/^8 are unsent or retrying/) as string },
    });
    await sql.run('UPDATE msdb.dbo.sysmail_mailitems SET sent_status = 1 WHERE mailitem_id < 4;');
    await sql.run("UPDATE msdb.dbo.sysmail_mailitems SET subject = N'Edited' WHERE mailitem_id = 2;");
    const plan = await ask('plan', { step: 'remove-test-mails' });
    expect(plan.targets[0]?.command).toContain('mailitem_id IN (1, 3)\n');
    expect(plan.risks.map((risk) => risk.severity)).toEqual(['info', 'warning']);
    await ask('apply', confirm(plan));
    const left = await sql.query('select mailitem_id from msdb.dbo.sysmail_mailitems order by mailitem_id');
    expect(left.map((row) => row.mailitem_id)).toEqual([2, 4, 5, 6, 7, 8]);
  });

  it('are known and can be removed after a test that was cut off', async () => {
    const { ask, burst, sql, journal } = await startRun();
    const sending = burst(1000);
    while (Number(await count(sql, 'sysmail_mailitems')) < 20) continue;
    await sql.run('EXEC msdb.dbo.sysmail_stop_sp;');
    const answer = await sending;
    const queued = Number(await count(sql, 'sysmail_mailitems'));
    expect(queued).toBeLessThan(1000);
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'burst/interrupted',
        title: `The test was cut off after ${queued} mails were queued: Database Mail will still send them.`,
        detail: expect.stringMatching(/^Database Mail is stopped on this server\. Error 14641: /) as string,
      },
    });
    const { testMails, measuring } = await ask('runs.current', {});
    expect(measuring).toBeNull();
    expect(testMails.map((each) => each.mailIds)).toEqual([[[1, queued]]]);
    expect((await journal()).at(-1)).toMatchObject({ type: 'measurement-failed', testMails: testMails[0] });

    await sql.run('UPDATE msdb.dbo.sysmail_mailitems SET sent_status = 2 WHERE sent_status <> 1;');
    const plan = await ask('plan', { step: 'remove-test-mails' });
    await ask('apply', confirm(plan));
    expect(await count(sql, 'sysmail_mailitems')).toBe(0);
  });

  it('are removed 250 at a time, each with its own record', async () => {
    const { ask, burst, sql } = await startRun();
    const stop = new AbortController();
    const sending = burst(600, stop.signal);
    while (Number(await count(sql, 'sysmail_mailitems')) < 600) continue;
    stop.abort();
    await sending;
    // What is in hand comes to its end, and nothing else begins.
    await sql.run('EXEC msdb.dbo.sysmail_stop_sp;');
    const ended = "select log_id from msdb.dbo.sysmail_event_log where description like '%process is shutting down'";
    while ((await sql.query(ended)).length === 0) await setTimeout(20);
    await sql.run('UPDATE msdb.dbo.sysmail_mailitems SET sent_status = 1;');
    const state = await ask('apply', confirm(await ask('plan', { step: 'remove-test-mails' })));
    expect(state.changes.map((change) => change.readBack)).toEqual([
      { 'Rows in sysmail_mailitems': '0', mailitem_id: '' },
      { 'Rows in sysmail_mailitems': '0', mailitem_id: '' },
      { 'Rows in sysmail_mailitems': '0', mailitem_id: '' },
    ]);
    expect(state.changes[2]?.plan.targets.map((target) => target.name.split(' ')[0])).toEqual(['250', '250', '100']);
    expect(await count(sql, 'sysmail_mailitems')).toBe(0);
  });
});
