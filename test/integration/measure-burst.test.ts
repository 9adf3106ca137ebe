import { describe, expect, it } from 'vitest';
import { readLogAfter } from '../../electron/engine/database-mail/event-log';
import { accountUse } from '../../electron/engine/database-mail/statements';
import { newestMails } from '../../shared/database-mail/newest-mails';
import { signIn, startLab } from '../support/practice-lab';
import { besides, startProgram } from '../support/practice-program';
import { burst, quick } from '../support/send-burst';

const newsletter = 2;
const reports = 4;
const before = { phase: 'before' as const, mails: 2 };

describe('a burst through the run’s profile', { timeout: 60_000 }, () => {
  it('holds the account that the profile tries first, whatever is chosen on page 5', async () => {
    const program = startProgram();
    await program.connectPractice();
    await program.ask('accounts.choose', { accountId: reports });
    const state = await program.ask('measure.burst', { ...before, acceptedBacklog: 0 });
    expect(state.accountId).toBe(reports);
    expect(state.before.burst).toMatchObject({ accountId: newsletter, profile: 'Newsletter' });
  });

  it('is refused where more waits than was accepted, and counts its own mails apart', async () => {
    const program = startProgram();
    const sql = await besides(await program.connectPractice());
    await program.ask('measure.burst', { ...before, mails: 5, acceptedBacklog: 0 });
    // Nothing is sent any more: what is there keeps the state it is given.
    await sql.run('EXEC msdb.dbo.sysmail_stop_sp;');
    await sql.run(
      "UPDATE msdb.dbo.sysmail_mailitems SET subject = N'Real mail', sent_status = 0 WHERE mailitem_id = 1;",
    );
    await sql.run('UPDATE msdb.dbo.sysmail_mailitems SET subject = NULL, sent_status = 3 WHERE mailitem_id = 2;');
    await sql.run(
      "UPDATE msdb.dbo.sysmail_mailitems SET subject = N'[run-of the mill] x', sent_status = 3 WHERE mailitem_id = 3;",
    );
    await sql.run('UPDATE msdb.dbo.sysmail_mailitems SET sent_status = 3 WHERE mailitem_id > 3;');
    expect(await program.ask('databaseMail.backlog', {})).toMatchObject({ unsent: 1, retrying: 2, ownWaiting: 2 });
    expect(await program.call('measure.burst', { ...before, acceptedBacklog: 2 })).toMatchObject({
      ok: false,
      error: {
        code: 'burst/backlog',
        title: 'More other mail is waiting on this server than you were shown. No test mail was queued.',
        detail: '1 mails are unsent and 2 are retrying; you accepted 2: the test would compete with them.',
      },
    });
    // With all of them accepted it goes on to the stopped queue.
    expect(await program.call('measure.burst', { ...before, acceptedBacklog: 3 })).toMatchObject({
      ok: false,
      error: { code: 'burst/interrupted' },
    });
  });
});

it('looks at as many of the newest mails as the texts say', () => {
  expect(newestMails).toBe(5000);
  expect(accountUse).toContain('ISNULL(MAX(n.mailitem_id), 0) - 5000 FROM');
});

it('reads a log row without a description as an empty one', async () => {
  const lab = await startLab();
  quick(lab);
  const sql = await signIn(lab);
  await burst(lab, sql, { mails: 1 });
  const [first] = await readLogAfter(sql, 0);
  await sql.run(`UPDATE msdb.dbo.sysmail_log SET description = NULL WHERE log_id = ${first?.log_id ?? 0};`);
  const [again] = await readLogAfter(sql, 0);
  expect(first?.description).not.toBe('');
  expect(again).toEqual({ ...first, description: '' });
});
