import { describe, expect, it } from 'vitest';
import { InterruptedBurst } from '../../electron/engine/database-mail/interrupted-burst';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import { signIn, startLab } from '../support/practice-lab';
import { burst, marker, quick } from '../support/send-burst';
import { watchedSql } from '../support/watched-sql';

/** A mail of somebody else's that cannot be sent: its account's server is not on the practice network. */
const failingMail = (sql: SqlConnection) =>
  sql.call(
    'msdb.dbo.sp_send_dbmail',
    { profile_name: 'Reports', recipients: 'boss@partner.example', subject: 'Salaries', body: 'Secret' },
    ['mailitem_id'],
  );

describe('a Database Mail burst that is disturbed', { timeout: 60_000 }, () => {
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
        cause: 'name-not-found',
        status: expect.stringMatching(/^(retrying|failed)$/) as string,
        profile: 'Reports',
      },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/Salaries|Secret|boss@/);
  });

  it('gives up when nothing happens any more', async () => {
    // Every reply that a mail waits for stays away, until its account gives up and puts it off.
    const never = [1, 2, 3].map((number) => ({ to: 'MAIL' as const, number, reply: '' }));
    const lab = await startLab({ relay: { faults: { answers: never } } });
    const sql = await signIn(lab);
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
