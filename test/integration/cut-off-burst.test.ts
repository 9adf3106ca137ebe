import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import type { SqlFault } from '../../electron/engine/practice/tds/wire';
import type { RunEvent } from '../../shared/run/event';
import { besides, startProgram } from '../support/practice-program';

const sendMail = (sql: SqlConnection, subject: string) =>
  sql.call(
    'msdb.dbo.sp_send_dbmail',
    { profile_name: 'Newsletter', recipients: 'relay.test1@corp.example', subject, body: 'x' },
    ['mailitem_id'],
  );

const eventOf = (line: string) => (JSON.parse(line) as { event: RunEvent }).event;

describe('a burst that was cut off', { timeout: 60_000 }, () => {
  it('has its mails found and recorded when the run is opened again, so that they can be removed', async () => {
    const first = startProgram();
    const state = await first.connectPractice();
    const sql = await besides(state);
    await sendMail(sql, 'Real mail');
    await sendMail(sql, '[run-00000000 1/1] looks like ours');
    await first.ask('measure.burst', { phase: 'before', mails: 12, acceptedBacklog: 1 });
    await sendMail(sql, 'Real mail');
    await first.close();

    // A kill in the middle leaves the journal where the burst had begun, and the mails where they are.
    const path = join(first.dataFolder, 'runs', state.id, 'journal.jsonl');
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    const begun = lines.findIndex((line) => eventOf(line).type === 'measurement-started');
    const event = eventOf(lines[begun] ?? '');
    if (event.type !== 'measurement-started') throw new Error('No burst began.');
    expect(event).toMatchObject({ kind: 'databaseMailBurst', afterMailId: 2 });
    writeFileSync(path, `${lines.slice(0, begun + 1).join('\n')}\n`);

    const second = startProgram({ dataFolder: first.dataFolder });
    const opened = await second.ask('runs.open', { runId: state.id });
    const testMails = { marker: `run-${event.id}`, mailIds: [[3, 14]] };
    expect(opened).toMatchObject({ measuring: null, cutOff: [], before: { burst: null }, testMails: [testMails] });
    expect(eventOf(readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? '')).toMatchObject({
      type: 'measurement-failed',
      id: event.id,
      problem: { code: 'burst/cut-off', title: 'A Database Mail burst was cut off after 12 mails were queued.' },
      testMails,
    });
    const again = await besides(opened);
    await again.run('UPDATE msdb.dbo.sysmail_mailitems SET sent_status = 1;');
    await second.change({ step: 'remove-test-mails' });
    const left = await again.query('select m.mailitem_id from msdb.dbo.sysmail_mailitems m order by m.mailitem_id');
    expect(left.map((row) => row.mailitem_id)).toEqual([1, 2, 15]);
  });

  it('whose answers were lost has the mails behind them found when they are looked for', async () => {
    let countdown = 0;
    const onRequest = (text: string): SqlFault | undefined => {
      if (!text.includes('sp_send_dbmail') || countdown === 0) return undefined;
      countdown -= 1;
      return countdown === 0 ? 'drop-after' : undefined;
    };
    const program = startProgram({ practice: { powerShell: null, sqlWire: { onRequest } } });
    const state = await program.connectPractice();
    countdown = 10;
    expect(await program.call('measure.burst', { phase: 'before', mails: 100, acceptedBacklog: 0 })).toMatchObject({
      ok: false,
      error: { code: 'burst/interrupted' },
    });
    const sql = await besides(state);
    const rows = await sql.query('select m.mailitem_id from msdb.dbo.sysmail_mailitems m order by m.mailitem_id');
    const ids = rows.map((row) => Number(row.mailitem_id));
    const known = await program.ask('runs.current', {});
    expect(known.cutOff).toEqual([{ id: expect.any(String) as string, afterMailId: 0 }]);
    const found = await program.ask('changes.settle', {});
    expect(found.cutOff).toEqual([]);
    expect(found.testMails).toEqual([{ marker: known.testMails[0]?.marker, mailIds: [[1, ids.at(-1)]] }]);
    expect(found.testMails).not.toEqual(known.testMails);
  });
});
