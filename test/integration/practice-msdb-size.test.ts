import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import {
  backlogAfter,
  logAfter,
  logPosition,
  mailsById,
  newestMail,
} from '../../electron/engine/database-mail/statements';
import type { Lab } from '../../electron/engine/practice/lab';
import { signIn, startLab } from '../support/practice-lab';
import { refusal, sendMail, settled } from '../support/practice-mail';

const mailItems = 200_000;
const logRows = 200_000;
const msdb = { history: { mailItems, logRows }, retryAttempts: 0 };

const start = async () => {
  const lab = await startLab({ msdb });
  return { lab, sql: await signIn(lab) };
};

/** The rows of a statement, and how many rows of msdb it read. */
async function cost(lab: Lab, ask: () => Promise<Record<string, unknown>[]>) {
  const before = lab.msdbRowsRead();
  const rows = await ask();
  return { rows, read: lab.msdbRowsRead() - before };
}

describe('an msdb with 200,000 old mails', () => {
  it.each([
    ['select mailitem_id from msdb.dbo.sysmail_mailitems where mailitem_id = 77', [77], 1],
    ['select mailitem_id from msdb.dbo.sysmail_allitems where 77 = mailitem_id', [77], 1],
    ['select mailitem_id from msdb.dbo.sysmail_sentitems m where m.mailitem_id in (5, 3, 5, 400000)', [3, 5], 2],
    ['select mailitem_id from msdb.dbo.sysmail_allitems where mailitem_id between 10 and 12', [10, 11, 12], 3],
    ['select mailitem_id from msdb.dbo.sysmail_mailitems where mailitem_id > 199998', [199_999, 200_000], 2],
    ['select mailitem_id from msdb.dbo.sysmail_mailitems where mailitem_id < 3 and sent_status = 1', [1, 2], 2],
    ['select mailitem_id from msdb.dbo.sysmail_mailitems where mailitem_id >= 5 and mailitem_id <= 6', [5, 6], 2],
    ['select mailitem_id from msdb.dbo.sysmail_mailitems where mailitem_id = null', [], 0],
    ['select max(mailitem_id) as mailitem_id from msdb.dbo.sysmail_mailitems', [200_000], 1],
    ['select isnull(min(m.mailitem_id), 0) as mailitem_id from msdb.dbo.sysmail_allitems m', [1], 1],
    ['select top 2 mailitem_id from msdb.dbo.sysmail_mailitems order by mailitem_id desc', [200_000, 199_999], 2],
    ['select top 2 mailitem_id from msdb.dbo.sysmail_mailitems', [1, 2], 2],
    [
      'select m.mailitem_id from msdb.dbo.sysmail_event_log l join msdb.dbo.sysmail_mailitems m on m.mailitem_id = l.mailitem_id where l.log_id in (10, 11, 20)',
      [100, 150],
      // Three of the log, and one mail for each of the two rows that name one.
      5,
    ],
  ])('%s', async (text, ids, read) => {
    const { lab, sql } = await start();
    const answer = await cost(lab, () => sql.query(text));
    expect(answer.rows.map((row) => row.mailitem_id)).toEqual(ids);
    expect(answer.read).toBe(read);
  });

  it('still finds what no key leads to, by reading everything', async () => {
    const { lab, sql } = await start();
    const answer = await cost(lab, () =>
      sql.query('select count(*) as n from msdb.dbo.sysmail_mailitems where sent_status = 2'),
    );
    expect(answer).toEqual({ rows: [{ n: 4000 }], read: 200_000 });
    const or = 'select mailitem_id from msdb.dbo.sysmail_mailitems where mailitem_id = 1 or body is null';
    expect(await cost(lab, () => sql.query(or))).toEqual({ rows: [{ mailitem_id: 1 }], read: 200_000 });
  });

  it('is polled as cheaply as an empty one', async () => {
    const { lab, sql } = await start();
    const position = await cost(lab, () => sql.query(logPosition));
    expect(position.rows).toMatchObject([{ logId: 200_000 }]);
    expect(position.read).toBe(1);
    const ids = await Promise.all([1, 2, 3].map(() => sendMail(sql)));
    expect(ids).toEqual([200_001, 200_002, 200_003]);
    const mails = await cost(lab, () => sql.query(mailsById(3), { id0: 200_001, id1: 200_002, id2: 200_003 }));
    expect([mails.rows.length, mails.read]).toEqual([3, 3]);
    const after = await cost(lab, () => sql.query(logAfter, { after: 200_000 }));
    expect(after.read).toBe(after.rows.length);
    expect(after.rows.length).toBeGreaterThan(0);
    await settled(lab, sql, ...ids);
    expect((await cost(lab, () => sql.query(newestMail))).read).toBe(1);
    // No index leads to a state: the newest are looked at, as many as are asked for.
    expect((await cost(lab, () => sql.query(backlogAfter, { after: 195_003 }))).read).toBe(5000);
  });

  it('costs the state file nothing, and is there again with its gaps when the lab is opened again', async () => {
    const { lab, sql } = await start();
    await sql.run('delete from msdb.dbo.sysmail_mailitems where mailitem_id in (7, 9)');
    await sql.run('delete from msdb.dbo.sysmail_log where log_id <= 199999');
    const text =
      'select mailitem_id, send_request_date, subject from msdb.dbo.sysmail_mailitems where mailitem_id between 6 and 10';
    const before = await sql.query(text);
    expect(before.map((row) => row.mailitem_id)).toEqual([6, 8, 10]);
    await lab.close();
    expect((await stat(join(lab.folder, 'lab.json'))).size).toBeLessThan(100_000);

    const again = await startLab({ folder: lab.folder });
    const sqlAgain = await signIn(again);
    expect(await sqlAgain.query(text)).toEqual(before);
    expect(await sqlAgain.query('select log_id from msdb.dbo.sysmail_log')).toEqual([{ log_id: 200_000 }]);
    expect(await sendMail(sqlAgain)).toBe(200_001);
  });

  it('is cleaned up by its procedures, by date', async () => {
    const { lab, sql } = await start();
    const left = async (table: string) =>
      (await sql.query(`select count(*) as n from msdb.dbo.${table}`)).map((row) => row.n);
    await sql.run("exec msdb.dbo.sysmail_delete_mailitems_sp @sent_status = 'failed'");
    expect(await left('sysmail_mailitems')).toEqual([196_000]);
    await sql.run(
      'declare @now datetime; set @now = getdate(); exec msdb.dbo.sysmail_delete_mailitems_sp @sent_before = @now',
    );
    expect(await left('sysmail_mailitems')).toEqual([0]);
    const [row] = await sql.query('select top 1 description from msdb.dbo.sysmail_log order by log_id desc');
    expect(row?.description).toBe('Mail items deletion is initiated by user "relaytune". 196000 items deleted.');
    await lab.durable();
    expect((await stat(join(lab.folder, 'lab.json'))).size).toBeLessThan(100_000);
  });

  it('says so where an old mail would have to be changed', async () => {
    const { sql } = await start();
    expect(
      await refusal(() => sql.run('update msdb.dbo.sysmail_mailitems set sent_status = 1 where mailitem_id = 50')),
    ).toBe('Error 50000: The old mails of the practice server cannot be changed, only deleted.');
  });

  it('looks like the mails of others', async () => {
    const { lab, sql } = await start();
    const [mail] = await sql.query('select * from msdb.dbo.sysmail_allitems where mailitem_id = 100');
    expect(mail).toMatchObject({ send_request_user: 'CORP\\erp', sent_status: 'failed', sent_account_id: null });
    const [last] = await sql.query('select top 1 * from msdb.dbo.sysmail_event_log order by log_id desc');
    expect(Number((last?.log_date as Date | undefined)?.getTime())).toBeLessThan(lab.clock.now() - 29 * 86_400_000);
    await expectNoMail(sql);
  });
});

async function expectNoMail(sql: SqlConnection): Promise<void> {
  expect(await sql.query('select mailitem_id from msdb.dbo.sysmail_unsentitems')).toEqual([]);
}
