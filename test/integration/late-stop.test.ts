import { describe, expect, it } from 'vitest';
import { writerStillThere } from '../../electron/engine/database-mail/sql-writer';
import { settleUnknown } from '../../electron/engine/run/settle';
import { ProblemError } from '../../shared/result';
import { signIn } from '../support/practice-lab';
import { practiceSession } from '../support/practice-session';
import { problemOf } from '../support/problem-of';

const stopQueue = 'EXEC msdb.dbo.sysmail_stop_sp;';

/**
 * A restart whose connection broke in the middle of its stop, while SQL Server still has the session; `land` lets the stop be carried
 * out, which ends it.
 */
async function brokenStop() {
  const bench = await practiceSession();
  const { session, lab } = bench;
  const writer = await session.sqlWriter();
  const lost = { code: 'sql/connection-lost', title: 'The connection to SQL Server was lost.', detail: '', hint: '' };
  session.sqlWriter = () =>
    Promise.resolve({
      writer: writer.writer,
      run: () => Promise.reject(new ProblemError(writerStillThere(lost))),
      close: () => Promise.resolve(),
    });
  const problem = await problemOf(() => bench.change({ step: 'restart' }));
  const sql = await signIn(lab);
  const status = async () => (await sql.query('EXEC msdb.dbo.sysmail_help_status_sp'))[0]?.Status;
  async function land(): Promise<void> {
    await writer.run(stopQueue);
    await writer.close();
  }
  const shown = () => {
    const { changes, queue } = session.run.state();
    return [changes[0]?.outcome, queue];
  };
  const starts = () => session.run.records().filter(({ event }) => event.type === 'queue-start-announced').length;
  return { ...bench, problem, status, land, shown, starts };
}

describe('a stop of Database Mail that SQL Server may still carry out', () => {
  it('is started at once, and counts as not known and as stopped', async () => {
    const { problem, status, shown, starts } = await brokenStop();
    expect(problem).toMatchObject({
      code: 'apply/may-land-later',
      title: 'It is not known whether Database Mail will be stopped: the server may still carry the command out.',
    });
    expect(shown()).toEqual(['unknown', 'stopped-by-run']);
    expect([starts(), await status()]).toEqual([1, 'STARTED']);
  });

  it('is waited for by “Check again”, which then says how the queue stands', async () => {
    const { session, land, shown, status, ask } = await brokenStop();
    const said: string[] = [];
    let landing: Promise<void> | null = null;
    const progress = ({ text }: { text: string }) => {
      said.push(text);
      landing ??= land();
    };
    expect(await settleUnknown(session, { signal: new AbortController().signal, progress })).toBeNull();
    expect(said[0]).toBe('Waiting for what the interrupted program may still be doing…');
    expect([...shown(), await status()]).toEqual(['not-applied', 'stopped-by-run', 'STOPPED']);
    expect((await ask('databaseMail.start', {})).queue).toBe('restarted');
    expect(await status()).toBe('STARTED');
  });

  it('is waited for by “Start it now” too, and cannot come after the start that is recorded', async () => {
    const { ask, land, shown, status, starts } = await brokenStop();
    const starting = ask('databaseMail.start', {});
    await expect.poll(starts).toBe(2);
    await land();
    expect((await starting).queue).toBe('restarted');
    expect([...shown(), await status(), starts()]).toEqual(['unknown', 'restarted', 'STARTED', 3]);
  });
});
