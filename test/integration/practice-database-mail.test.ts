import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLab } from '../../electron/engine/practice/open-lab';
import type { Lab } from '../../electron/engine/practice/lab';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import { relayConnector, signIn, startLab } from '../support/practice-lab';

const send = (sql: SqlConnection) =>
  sql.call(
    'msdb.dbo.sp_send_dbmail',
    { profile_name: 'Newsletter', recipients: 'relay.test1@corp.example', subject: 'x', body: 'y' },
    ['mailitem_id'],
  );

/** Waits until no mail is unsent or retrying; answers id -> status. */
async function settled(lab: Lab, sql: SqlConnection): Promise<unknown[]> {
  for (;;) {
    const rows = await sql.query('select mailitem_id, sent_status from msdb.dbo.sysmail_allitems order by mailitem_id');
    if (rows.every((row) => row.sent_status === 'sent' || row.sent_status === 'failed'))
      return rows.map((row) => row.sent_status);
    await lab.clock.sleep(1000);
  }
}

const log = (sql: SqlConnection) =>
  sql.query(
    'select event_type, description, process_id, mailitem_id, account_id from msdb.dbo.sysmail_event_log order by log_id',
  );

describe('the practice Database Mail process', () => {
  it('refuses and times out in the words of System.Net.Mail, without the digits 421', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    lab.directory.set(relayConnector, { MaxInboundConnectionPerSource: '1', MaxAcknowledgementDelay: '00:10:00' });
    await Promise.all([send(sql), send(sql)]);
    expect(await settled(lab, sql)).toContain('failed');
    const errors = (await log(sql)).filter((row) => row.event_type === 'error').map((row) => String(row.description));
    const refused = errors.find((text) => text.includes('4.3.2'));
    expect(refused).toMatch(
      /^The mail could not be sent to the recipients because of the mail server failure\. \(Sending Mail using Account 2 \(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)\. Exception Message: Cannot send mails to mail server\. \(Service not available, closing transmission channel\. The server response was: 4\.3\.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel\)\.\n\)$/,
    );
    expect(refused).not.toContain('421');
    expect(
      errors.some((text) => text.includes('Cannot send mails to mail server. (The operation has timed out.).')),
    ).toBe(true);
    // Two tries a mail, one error row each.
    const failedMail = (await log(sql)).filter((row) => row.event_type === 'error').map((row) => row.mailitem_id);
    expect(Math.max(...[1, 2].map((id) => failedMail.filter((mail) => mail === id).length))).toBe(2);
  });

  it('keeps account data until it restarts', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });
    await send(sql);
    expect(await settled(lab, sql)).toEqual(['sent']);
    lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '00:00:04' });
    // Shorter than the delay: it would time out at once if it counted.
    await sql.run('EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @timeout = 2, @no_credential_change = 1;');
    await send(sql);
    expect(await settled(lab, sql)).toEqual(['sent', 'sent']);
    await sql.run('EXEC msdb.dbo.sysmail_stop_sp;');
    await sql.run('EXEC msdb.dbo.sysmail_start_sp;');
    await send(sql);
    expect(await settled(lab, sql)).toEqual(['sent', 'sent', 'failed']);
  });

  it('stops with its own rows, refuses mail while stopped, and starts as a new process', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });
    await send(sql);
    await settled(lab, sql);
    await sql.run('EXEC msdb.dbo.sysmail_stop_sp;');
    await expect(send(sql)).rejects.toMatchObject({ problem: { code: 'sql/queue-stopped' } });
    await sql.run('EXEC msdb.dbo.sysmail_start_sp;');
    await send(sql);
    await settled(lab, sql);
    const rows = (await log(sql)).map((row) => [row.description, row.process_id]);
    expect(rows).toEqual([
      ['DatabaseMail process is started', 4004],
      ['The mail queue stopped by login "relaytune".', null],
      [expect.stringContaining('NoQueueDataException'), 4004],
      ['DatabaseMail process is shutting down', 4004],
      ['The mail queue was started by login "relaytune".', null],
      ['DatabaseMail process is started', 4008],
    ]);
  });

  it('writes sent_date in whole seconds, and the account only when sent', async () => {
    const lab = await startLab();
    const sql = await signIn(lab);
    lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });
    await send(sql);
    await settled(lab, sql);
    const [row] = await sql.query(
      'select sent_date, sent_account_id, send_request_user from msdb.dbo.sysmail_mailitems',
    );
    expect(row?.sent_account_id).toBe(2);
    expect(row?.send_request_user).toBe('relaytune');
    expect((row?.sent_date as Date).getMilliseconds()).toBe(0);
  });

  it('goes on with what was waiting after the program was closed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relaytune-lab-'));
    // Hooks run last first: the lab is closed by then.
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const first = await openLab({ folder, scenario: 'article' });
    const sql = await signIn(first);
    await send(sql);
    await sql.close();
    await first.close();

    const again = await startLab({ folder });
    expect(again.addresses).toEqual(first.addresses);
    again.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });
    expect(await settled(again, await signIn(again))).toEqual(['sent']);
  });
});
