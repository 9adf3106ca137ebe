import { describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import { signIn, startLab } from '../support/practice-lab';
import { sendMail, settled } from '../support/practice-mail';

const account = {
  accountId: 1,
  name: 'Signed in',
  emailAddress: 'news@corp.example',
  displayName: 'News',
  serverName: 'ex10-hub1.corp.example',
  port: 2525,
  timeout: 20,
  username: 'svc-mail',
  password: 'Practice-only-3',
  profiles: ['Newsletter'],
};

/** A connector that demands a sign-in. */
const relay = {
  attributes: {
    AuthMechanism: 'Tls, BasicAuth',
    PermissionGroups: 'ExchangeUsers',
    MaxAcknowledgementDelay: '00:00:00',
    TarpitInterval: '00:00:00',
  },
  users: { 'svc-mail': 'Practice-only-3' },
};

const server = (sql: SqlConnection) =>
  sql.query('select timeout, username, credential_id from msdb.dbo.sysmail_server where account_id = 1');

const restart = async (sql: SqlConnection) => {
  await sql.run('exec msdb.dbo.sysmail_stop_sp');
  await sql.run('exec msdb.dbo.sysmail_start_sp');
};

const lastError = async (sql: SqlConnection) => {
  const [row] = await sql.query(
    "select top 1 description from msdb.dbo.sysmail_event_log where event_type = 'error' order by log_id desc",
  );
  return String(row?.description);
};

const start = async (accounts: readonly (typeof account)[] = [account]) => {
  const lab = await startLab({ relay, msdb: { accounts, retryAttempts: 0 } });
  return { lab, sql: await signIn(lab) };
};

const anonymousRefused =
  'Exception Message: Cannot send mails to mail server. (The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.1 Client was not authenticated).';

describe('an account with a login, and a connector that demands one', () => {
  it('is kept by a change of the timeout with the flag, and the mail still goes out', async () => {
    const { lab, sql } = await start();
    await sql.run('exec msdb.dbo.sysmail_update_account_sp @account_id = 1, @timeout = 60, @no_credential_change = 1');
    await restart(sql);
    expect(await server(sql)).toEqual([{ timeout: 60, username: 'svc-mail', credential_id: 65_537 }]);
    expect(await settled(lab, sql, await sendMail(sql))).toEqual(['sent']);
  });

  it('is lost by a change of the timeout without the flag: the next mail goes out anonymously, and is refused', async () => {
    const { lab, sql } = await start();
    expect(await settled(lab, sql, await sendMail(sql))).toEqual(['sent']);
    await sql.run('exec msdb.dbo.sysmail_update_account_sp @account_id = 1, @timeout = 60');
    expect(await server(sql)).toEqual([{ timeout: 60, username: null, credential_id: null }]);
    await restart(sql);
    expect(await settled(lab, sql, await sendMail(sql))).toEqual(['failed']);
    expect(await lastError(sql)).toContain(anonymousRefused);
  });

  it('is left with an empty password by a call that names the user alone', async () => {
    const { lab, sql } = await start();
    await sql.run("exec msdb.dbo.sysmail_update_account_sp @account_id = 1, @username = N'svc-mail'");
    expect(await server(sql)).toEqual([{ timeout: 20, username: 'svc-mail', credential_id: 65_537 }]);
    expect(await settled(lab, sql, await sendMail(sql))).toEqual(['failed']);
    expect(await lastError(sql)).toContain(anonymousRefused);
  });

  it('works again once user and password are entered', async () => {
    const { lab, sql } = await start();
    await sql.run('exec msdb.dbo.sysmail_update_account_sp @account_id = 1, @timeout = 60');
    await sql.run(
      "exec msdb.dbo.sysmail_update_account_sp @account_id = 1, @username = N'svc-mail', @password = N'Practice-only-3'",
    );
    expect(await settled(lab, sql, await sendMail(sql))).toEqual(['sent']);
  });

  it('is the second of its profile: the first is refused, the second sends', async () => {
    const { lab, sql } = await start([
      { ...account, accountId: 7, name: 'First', password: 'wrong' },
      { ...account, accountId: 8, name: 'Second' },
    ]);
    const id = await sendMail(sql);
    expect(await settled(lab, sql, id)).toEqual(['sent']);
    expect(await sql.query('select sent_account_id from msdb.dbo.sysmail_mailitems')).toEqual([{ sent_account_id: 8 }]);
  });
});
