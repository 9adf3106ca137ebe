import { describe, expect, it } from 'vitest';
import { readBacklog } from '../../electron/engine/database-mail/backlog';
import { sendBurst, type BurstProgress } from '../../electron/engine/database-mail/burst';
import { InterruptedBurst } from '../../electron/engine/database-mail/interrupted-burst';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import type { Lab } from '../../electron/engine/practice/lab';
import { relayConnector, signIn, startLab } from '../support/practice-lab';
import { watchedSql } from '../support/watched-sql';

const marker = 'run-7f3a2b1c';

type Options = {
  mails: number;
  signal?: AbortSignal;
  patienceMs?: number;
  onProgress?: (progress: BurstProgress) => void;
};

const burst = (lab: Lab, sql: SqlConnection, { mails, signal, patienceMs = 180_000, onProgress }: Options) =>
  sendBurst(
    sql,
    lab.clock,
    {
      profile: 'Newsletter',
      mailboxes: ['relay.test1@corp.example', 'relay.test2@corp.example', 'relay.test3@corp.example'],
      mails,
      marker,
      patienceMs,
    },
    signal ?? new AbortController().signal,
    onProgress ?? (() => undefined),
  );

/** Everything goes through at once. */
const quick = (lab: Lab) => lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });

/** A mail of somebody else's that cannot be sent: its account's server is not on the practice network. */
const failingMail = (sql: SqlConnection) =>
  sql.call(
    'msdb.dbo.sp_send_dbmail',
    { profile_name: 'Reports', recipients: 'boss@partner.example', subject: 'Salaries', body: 'Secret' },
    ['mailitem_id'],
  );

describe('the Database Mail burst', { timeout: 60_000 }, () => {
  it('queues each mail with its number to the mailboxes in turn, and follows all to their end', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    quick(lab);
    const result = await burst(lab, sql, { mails: 12 });
    expect(result).toMatchObject({
      marker,
      mailIds: [[1, 12]],
      stopped: false,
      stoppedBy: null,
      asked: 12,
      sent: 12,
      failed: 0,
      waiting: 0,
      refused421: 0,
      timedOut: 0,
      retried: 0,
      retries: 0,
      causes: [],
      firstFailure: null,
      untimed: 0,
      databaseMailSessions: 1,
      mayArriveTwice: 0,
      foreign: [],
      foreignCount: 0,
      bodyBytes: 4096,
    });
    expect(result.bestSecond).toBeGreaterThan(0);
    expect(result.p50Ms).toBeGreaterThanOrEqual(0);
    const rows = await sql.query('select subject, recipients from msdb.dbo.sysmail_mailitems order by subject');
    expect(rows[0]).toEqual({
      subject: '[run-7f3a2b1c 01/12] RelayTune test mail',
      recipients: 'relay.test1@corp.example',
    });
    expect(rows[4]).toEqual({
      subject: '[run-7f3a2b1c 05/12] RelayTune test mail',
      recipients: 'relay.test2@corp.example',
    });
  });

  it('tells 421s from timeouts, and counts what was tried again and may arrive twice', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    lab.directory.set(relayConnector, { MaxInboundConnectionPerSource: '4', MaxAcknowledgementDelay: '00:10:00' });
    const result = await burst(lab, sql, { mails: 12 });
    expect(result.sent + result.failed).toBe(12);
    const mails = Object.fromEntries(result.causes.map((each) => [each.cause, each.mails]));
    expect(Object.keys(mails).sort()).toEqual(['per-source-limit', 'timeout']);
    // One further try each: a mail that failed for good failed twice.
    expect(result.refused421 + result.timedOut).toBe(result.retried + result.failed);
    expect(result.retries).toBe(result.retried);
    expect(result.retried).toBeGreaterThanOrEqual(8);
    expect(result.mayArriveTwice).toBeGreaterThan(0);
    expect(result.mayArriveTwice).toBeLessThanOrEqual(mails.timeout ?? 0);
    expect(result.firstFailure?.text).toContain('4.3.2 The maximum number of concurrent connections');
    expect(result.firstFailure?.cause).toBe('per-source-limit');
    expect(result.firstFailure?.number).toBeGreaterThan(0);
  });

  it('asks for open ids alone, and reads the log from where it was left', async () => {
    const lab = await startLab();
    const { sql, queries } = watchedSql(await signIn(lab));
    lab.directory.set(relayConnector, { MaxInboundConnectionPerSource: '4', MaxAcknowledgementDelay: '0' });
    const result = await burst(lab, sql, { mails: 30 });
    expect(result.sent + result.failed).toBe(30);
    const polls = queries.filter((each) => each.text.includes('AS requestedAt'));
    const asked = polls.map(({ parameters }) => new Set(Object.values(parameters)));
    // Once sent, a mail is not asked for again: the last look is for the last few.
    expect(asked.at(-1)?.size).toBeLessThan(30);
    for (const { text } of polls) expect(text).toMatch(/WHERE m\.mailitem_id IN \(@id0, /);
    const marks = queries.flatMap(({ text, parameters }) =>
      text.includes('l.log_id > @after') ? [parameters.after] : [],
    );
    expect(marks.length).toBeGreaterThan(2);
    expect(marks).toEqual([...marks].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(marks).size).toBeGreaterThan(1);
    for (const { text } of queries)
      expect(text.startsWith('SET LOCK_TIMEOUT 5000; SET DEADLOCK_PRIORITY LOW;')).toBe(true);
  });

  it('goes on where polls lose against other work', async () => {
    const lab = await startLab();
    quick(lab);
    // The very first look is for the log's position, which everything else hangs on.
    const { sql } = watchedSql(await signIn(lab), (count) =>
      count > 1 && count % 3 === 0 ? (count % 2 === 0 ? 'locked' : 'deadlock') : null,
    );
    expect(await burst(lab, sql, { mails: 8 })).toMatchObject({ asked: 8, sent: 8, stoppedBy: null });
  });

  it('stops at once when the user says so, and says how many will still be sent', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    const stop = new AbortController();
    const result = await burst(lab, sql, {
      mails: 1000,
      signal: stop.signal,
      onProgress: ({ queued }) => queued >= 5 && stop.abort(),
    });
    expect(result).toMatchObject({ stopped: true, stoppedBy: 'user' });
    expect(result.asked).toBeGreaterThanOrEqual(5);
    expect(result.asked).toBeLessThan(1000);
    expect(result.waiting).toBe(result.asked - result.sent - result.failed);
    expect(result.waiting).toBeGreaterThan(0);
    const [row] = await sql.query('select count(*) as mails from msdb.dbo.sysmail_mailitems');
    expect(row).toEqual({ mails: result.asked });
  });

  it('stops queueing when somebody else’s mail fails, and names it without its words', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    const other = await signIn(lab);
    quick(lab);
    let isSent = false;
    const result = await burst(lab, sql, {
      mails: 1000,
      onProgress: ({ queued }) => {
        if (queued < 5 || isSent) return;
        isSent = true;
        void failingMail(other);
      },
    });
    expect(result).toMatchObject({ stopped: true, stoppedBy: 'foreign-failure', foreignCount: 1, waiting: 0 });
    expect(result.asked).toBeLessThan(1000);
    // What was queued by then is followed to its end.
    expect(result.sent).toBe(result.asked);
    expect(result.foreign).toEqual([
      {
        mailitemId: expect.any(Number) as number,
        when: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
        cause: 'connect-timeout',
        status: expect.stringMatching(/^(retrying|failed)$/) as string,
        profile: 'Reports',
      },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/Salaries|Secret|boss@/);
  });

  it('costs a server with millions of old mails no more than its own', async () => {
    const lab = await startLab({ msdb: { history: { mailItems: 3_000_000, logRows: 5_000_000 } } });
    const sql = await signIn(lab);
    quick(lab);
    const result = await burst(lab, sql, { mails: 20 });
    expect(result).toMatchObject({ asked: 20, sent: 20, mailIds: [[3_000_001, 3_000_020]], causes: [], foreign: [] });
    expect(lab.msdbRowsRead()).toBeLessThan(2000);
    expect(await readBacklog(sql)).toMatchObject({ unsent: 0, retrying: 0, examined: 5000, isComplete: false });
    expect(lab.msdbRowsRead()).toBeLessThan(8000);
  });

  it.each(['errors', 'warnings'] as const)('finds the causes in exception blocks, with %s', async (retriedErrors) => {
    const lab = await startLab({ msdb: { eventLogForm: 'blocks', retriedErrors } });
    const sql = await signIn(lab);
    lab.directory.set(relayConnector, { MaxInboundConnectionPerSource: '3', MaxAcknowledgementDelay: '0' });
    const result = await burst(lab, sql, { mails: 9 });
    expect(result.sent + result.failed).toBe(9);
    expect(result.causes.map((each) => each.cause)).toEqual(['per-source-limit']);
    expect(result.refused421).toBe(result.causes[0]?.tries);
    expect(result.causes[0]?.mails).toBe(result.retried);
    expect(result.causes[0]?.example).toMatch(/^Cannot send mails to mail server\. \(Service not available/);
  });

  it('does not take its own session for the process’s where the login may not see others', async () => {
    const login = { user: 'reader', password: 'Reads-only-1', role: 'granted' as const };
    const grants = [
      'sp_send_dbmail',
      'sysmail_mailitems',
      'sysmail_profile',
      'sysmail_send_retries',
      'sysmail_log',
      'sysmail_event_log',
    ];
    const lab = await startLab({
      msdb: { logins: [{ ...login, grants }], principals: [{ profile: 'Newsletter', principal: 'public' }] },
    });
    quick(lab);
    const sql = await signIn(lab, login);
    expect(await burst(lab, sql, { mails: 3 })).toMatchObject({ sent: 3, databaseMailSessions: null });
  });

  it('gives up when nothing happens any more', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    // The first delivery is confirmed after five seconds at the earliest.
    const result = await burst(lab, sql, { mails: 3, patienceMs: 2000 });
    expect(result).toMatchObject({ stopped: true, stoppedBy: 'patience', asked: 3, sent: 0, waiting: 3 });
  });

  it('knows what was queued when the connection is lost in the middle', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    const error: unknown = await burst(lab, sql, {
      mails: 1000,
      onProgress: ({ queued }) => void (queued >= 5 && sql.close()),
    }).catch((reason: unknown) => reason);
    if (!(error instanceof InterruptedBurst)) throw error;
    const [[first, last] = [0, 0]] = error.testMails.mailIds;
    expect(error.testMails.marker).toBe(marker);
    expect(first).toBe(1);
    expect(last).toBeGreaterThanOrEqual(5);
    expect(error.problem).toMatchObject({
      code: 'burst/interrupted',
      title: `The test was cut off after ${last} mails were queued: Database Mail will still send them.`,
      hint: expect.stringContaining('begins with “[run-7f3a2b1c”') as string,
    });
    const again = await signIn(lab);
    const [row] = await again.query('select count(*) as mails from msdb.dbo.sysmail_mailitems');
    expect(Number(row?.mails)).toBeGreaterThanOrEqual(last);
    expect(Number(row?.mails)).toBeLessThanOrEqual(last + 4);
  });
});
