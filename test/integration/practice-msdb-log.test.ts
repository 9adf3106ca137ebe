import { describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import type { MsdbOptions } from '../../electron/engine/practice/msdb/options';
import { relayConnector, signIn, startLab } from '../support/practice-lab';
import { sendMail, settled } from '../support/practice-mail';

const log = async (sql: SqlConnection) =>
  (
    await sql.query(
      'select event_type, description, account_id, mailitem_id from msdb.dbo.sysmail_event_log where mailitem_id is not null order by log_id',
    )
  ).map(({ event_type, description, account_id, mailitem_id }) => ({
    event_type,
    account_id,
    mailitem_id,
    description: String(description),
  }));

const noDelay = { MaxAcknowledgementDelay: '00:00:00' };

/** Gives up before any delivery is confirmed, so that every mail fails until the connector replies at once. */
const impatient = {
  accountId: 2,
  name: 'Newsletter',
  emailAddress: 'news@corp.example',
  displayName: 'News',
  serverName: 'ex10-hub1.corp.example',
  port: 2525,
  timeout: 4,
  username: null,
  profiles: ['Newsletter'],
};

const start = async (msdb: MsdbOptions) => {
  const relay = { attributes: { MaxAcknowledgementDelay: '00:00:30' } };
  const lab = await startLab({ msdb: { accounts: [impatient], ...msdb }, relay, factor: 5 });
  return { lab, sql: await signIn(lab) };
};

/** Until the first try has failed. */
async function retrying({ lab, sql }: Awaited<ReturnType<typeof start>>, id: number): Promise<void> {
  for (;;) {
    const [mail] = await sql.query(`select sent_status from msdb.dbo.sysmail_allitems where mailitem_id = ${id}`);
    if (mail?.sent_status === 'retrying') return;
    await lab.clock.sleep(500);
  }
}

describe('the event log of the practice SQL Server', () => {
  it('writes an exception on one line in its classic form', async () => {
    const { lab, sql } = await start({ retryAttempts: 0, eventLogForm: 'classic' });
    await settled(lab, sql, await sendMail(sql));
    const [row] = await log(sql);
    expect(row?.description).toMatch(
      /^The mail could not be sent to the recipients because of the mail server failure\. \(Sending Mail using Account 2 \(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)\. Exception Message: [^\r\n]+\n\)$/,
    );
    expect(row).toMatchObject({ event_type: 'error', account_id: null });
  });

  it('writes numbered blocks in its newer form', async () => {
    const { lab, sql } = await start({ retryAttempts: 0, eventLogForm: 'blocks' });
    await settled(lab, sql, await sendMail(sql));
    const text = (await log(sql))[0]?.description ?? '';
    expect(text.split(/\r?\n/).slice(0, 7)).toEqual([
      expect.stringMatching(
        /^The mail could not be sent to the recipients because of the mail server failure\. \(Sending Mail using Account 2 \(.{19}\)\. Exception Message: $/,
      ),
      '',
      '1) Exception Information',
      '===================',
      'Exception Type: Microsoft.SqlServer.Management.SqlIMail.Server.Common.BaseMailFrameworkException',
      'Message: Cannot send mails to mail server. (The operation has timed out.).',
      'Data: System.Collections.ListDictionaryInternal',
    ]);
    expect(text).toContain(
      '2) Exception Information\r\n===================\r\nException Type: System.Net.Mail.SmtpException\r\nMessage: The operation has timed out.\r\n',
    );
  });

  it('has an error row for each failed try, also of a mail that was sent after all', async () => {
    const world = await start({ retriedErrors: 'errors', retryAttempts: 2, retryDelaySeconds: 10 });
    const { lab, sql } = world;
    const id = await sendMail(sql);
    await retrying(world, id);
    lab.directory.set(relayConnector, noDelay);
    expect(await settled(lab, sql, id)).toEqual(['sent']);
    expect((await log(sql)).map((row) => row.event_type)).toEqual(['error']);
  });

  it('holds errors back where told so: warnings for a mail that was sent after all', async () => {
    const world = await start({ retriedErrors: 'warnings', retryAttempts: 2, retryDelaySeconds: 10 });
    const { lab, sql } = world;
    const id = await sendMail(sql);
    await retrying(world, id);
    expect(await log(sql)).toEqual([]);
    lab.directory.set(relayConnector, noDelay);
    expect(await settled(lab, sql, id)).toEqual(['sent']);
    expect((await log(sql)).map((row) => [row.event_type, row.mailitem_id])).toEqual([['warning', id]]);
  });

  it('holds errors back where told so: one error for a mail that failed for good', async () => {
    const { lab, sql } = await start({ retriedErrors: 'warnings', retryAttempts: 1, retryDelaySeconds: 10 });
    const id = await sendMail(sql);
    expect(await settled(lab, sql, id)).toEqual(['failed']);
    expect((await log(sql)).map((row) => [row.event_type, row.mailitem_id, row.account_id])).toEqual([
      ['error', id, null],
    ]);
  });

  it.each([
    [2, []],
    [3, ['success']],
  ] as const)('tells of sent mails at level %i: %j', async (loggingLevel, expected) => {
    const { lab, sql } = await start({ loggingLevel });
    lab.directory.set(relayConnector, noDelay);
    await settled(lab, sql, await sendMail(sql));
    expect((await log(sql)).map((row) => row.event_type)).toEqual(expected);
  });

  it('ends the process after the mails in hand when the queue is stopped meanwhile', async () => {
    const { lab, sql } = await start({ accounts: [{ ...impatient, timeout: 60 }] });
    const id = await sendMail(sql);
    await sql.run('exec msdb.dbo.sysmail_stop_sp');
    const texts = async () =>
      (await sql.query('select description from msdb.dbo.sysmail_log order by log_id')).map((row) =>
        String(row.description),
      );
    expect(await texts()).toEqual(['DatabaseMail process is started', 'The mail queue stopped by login "relaytune".']);
    expect(await settled(lab, sql, id)).toEqual(['sent']);
    expect((await texts()).slice(2)).toEqual([
      expect.stringMatching(/NoQueueDataException: Database Mail shutting down\. Mail queue has been stopped\.$/),
      'DatabaseMail process is shutting down',
    ]);
  });
});
