import { describe, expect, it } from 'vitest';
import { readBacklog } from '../../electron/engine/database-mail/backlog';
import type { Timeline } from '../../shared/run/timeline';
import { totalsOf } from '../../shared/run/timeline-view';
import { relayConnector, signIn, startLab } from '../support/practice-lab';
import { burst, marker, quick } from '../support/send-burst';
import { watchedSql } from '../support/watched-sql';

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
    const shown: Timeline[] = [];
    const result = await burst(lab, sql, { mails: 12, onProgress: ({ timeline }) => shown.push(timeline) });
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
    // The same over time: each try once, in the second it was seen; the sessions are Database Mail's own.
    const { accepted, refused421, failed } = totalsOf(result.timeline);
    expect([accepted, refused421, failed]).toEqual([result.sent, result.refused421, result.timedOut]);
    expect(result.timeline.slices.every((slice) => slice.open === null)).toBe(true);
    expect(result.timeline.slices.length).toBeGreaterThan(1);
    expect(shown.at(-1)).toEqual(result.timeline);
    const atFirst = shown.find((timeline) => totalsOf(timeline).refused421 > 0);
    expect(totalsOf(atFirst ?? result.timeline).accepted).toBeLessThan(result.sent);
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
});
