import { describe, expect, it } from 'vitest';
import type { MsdbOptions } from '../../electron/engine/practice/msdb/options';
import type { Connection } from '../../shared/run/connection';
import { sendMail } from '../support/practice-mail';
import { besides, startProgram } from '../support/practice-program';

type Who = { sqlUser?: string; sqlPassword?: string; profile?: string };

/** The check list of page 1 on a practice SQL Server with these options. */
async function checksOf(msdb: MsdbOptions, who: Who = {}) {
  const program = startProgram({ practice: { powerShell: null, msdb } });
  await program.ask('runs.create', { mode: 'practice', scenario: 'article' });
  const suggestion = await program.ask('connect.suggest', {});
  const { sqlPassword = suggestion.sqlPassword, ...named } = who;
  const connection: Connection = { ...suggestion.connection, ...named };
  const check = async () => {
    const { checks } = await program.ask('connect.check', { connection, sqlPassword });
    return (id: string) => checks.find((row) => row.id === id);
  };
  return { program, check, rowOf: await check() };
}

const logins: MsdbOptions['logins'] = [
  { user: 'reader', password: 'Practice-only-2', role: 'db_datareader' },
  { user: 'mailer', password: 'Practice-only-2', role: 'DatabaseMailUserRole' },
  { user: 'second', password: 'Practice-only-2', role: 'sysadmin' },
  { user: 'nobody', password: 'Practice-only-2', role: 'none' },
];
const as = (sqlUser: string): Who => ({ sqlUser, sqlPassword: 'Practice-only-2' });

const oldBuild = '10.0.2531.0';
const account = {
  accountId: 1,
  name: 'Bulk',
  emailAddress: 'bulk@corp.example',
  displayName: 'Bulk',
  serverName: 'ex10-hub1.corp.example',
  port: 2525,
  timeout: 20,
  username: null,
  profiles: ['Newsletter'],
};
const withTimeout = (timeout: number | null): MsdbOptions => ({ accounts: [{ ...account, timeout }] });

describe('the check list, provoked on the practice SQL Server', () => {
  it.each<[name: string, msdb: MsdbOptions, who: Who, id: string, outcome: string, reason: RegExp]>([
    ['Database Mail XPs off', { databaseMailXps: false }, {}, 'xps', 'blocked', /'Database Mail XPs' is 0/],
    ['Service Broker off', { broker: false }, {}, 'broker', 'blocked', /It is off/],
    ['the queue stopped', { queueStopped: true }, {}, 'queue', 'blocked', /stopped, and RelayTune did not stop it/],
    ['errors logged only', { loggingLevel: 1 }, {}, 'logging', 'warning', /LoggingLevel is 1: errors only/],
    ['many retries', { retryAttempts: 5 }, {}, 'retries', 'warning', /tried 6 times, 60 s apart/],
    [
      'a build without @no_credential_change',
      { build: { productVersion: oldBuild } },
      {},
      'procedure',
      'warning',
      /lacks @no_credential_change\. The account has no login to lose/,
    ],
    [
      'the same with a login to lose',
      { build: { productVersion: oldBuild }, accounts: [{ ...account, username: 'svc' }] },
      {},
      'procedure',
      'warning',
      /lacks @no_credential_change\. Page 5 could only write to the table itself/,
    ],
    [
      'a build without @timeout',
      { build: { productVersion: '9.0.1399.6', without: ['@timeout', '@no_credential_change'] } },
      {},
      'procedure',
      'warning',
      /lacks @timeout and @no_credential_change/,
    ],
    ['its version', { build: { productVersion: oldBuild } }, {}, 'sql', 'passed', /SQL Server 2008 \(10\.0\.2531\.0\)/],
    ['a wrong password', {}, { sqlPassword: 'guess' }, 'sql', 'blocked', /refused the sign-in\. Error 18456/],
    ['a login without msdb', { logins }, as('nobody'), 'sql', 'blocked', /may not open the database msdb/],
    [
      'a reader',
      { logins },
      as('reader'),
      'rights',
      'warning',
      /EXECUTE on sysmail_update_account_sp \(to change the timeout\).*VIEW SERVER STATE/,
    ],
    ['what a reader can read', { logins }, as('reader'), 'profile', 'passed', /Newsletter sends with the account/],
    ['what a reader cannot see', { logins }, as('reader'), 'queue', 'warning', /cannot be seen: Error 229/],
    [
      'a mere mail user',
      { logins },
      as('mailer'),
      'rights',
      'blocked',
      /SELECT on sysmail_server.*to read the accounts/,
    ],
    ['accounts that a mail user cannot read', { logins }, as('mailer'), 'profile', 'blocked', /Error 229/],
    ['another sysadmin', { logins }, as('second'), 'rights', 'passed', /member of sysadmin/],
    ['an unknown profile', {}, { profile: 'Nowhere' }, 'profile', 'blocked', /no profile "Nowhere"/],
    ['a profile without account', { profiles: ['Bare'] }, { profile: 'Bare' }, 'profile', 'blocked', /has no account/],
    [
      'a stored login',
      { accounts: [{ ...account, username: 'svc' }] },
      {},
      'sign-in',
      'warning',
      /stored login \(svc\)/,
    ],
    [
      'a timeout of NULL',
      withTimeout(null),
      {},
      'timeout',
      'passed',
      /not set \(expected 100 s\).*probably shorten it/,
    ],
    ['a short timeout', withTimeout(20), {}, 'timeout', 'passed', /20 s\. Page 5 suggests 60 s, which lengthens it/],
    ['a long timeout', withTimeout(120), {}, 'timeout', 'passed', /leaves it: 60 s would shorten it/],
    [
      'a timeout below the delays',
      withTimeout(30),
      {},
      'delays',
      'warning',
      /30 s, but the connector may hold .* 35 s/,
    ],
    ['one above them', withTimeout(36), {}, 'delays', 'passed', /36 s; the connector may hold a session for 35 s/],
  ])('%s', async (_name, msdb, who, id, outcome, reason) => {
    const { rowOf } = await checksOf(msdb, who);
    expect(rowOf(id)).toMatchObject({ outcome, reason: expect.stringMatching(reason) as string });
    if (outcome !== 'passed') expect(rowOf(id)?.remedy).not.toBe('');
  });

  it('sees mail that waits', async () => {
    const { program, check, rowOf } = await checksOf({ retryDelaySeconds: 3600 });
    expect(rowOf('backlog')).toMatchObject({ outcome: 'passed' });
    // Nobody knows this profile's server, so the mail waits for its second try.
    await sendMail(await besides(await program.ask('runs.current', {})), 'Reports');
    await expect
      .poll(async () => (await check())('backlog')?.reason, { timeout: 10_000 })
      .toBe('Of the newest 5,000 mails 0 are unsent and 1 are retrying: a test competes with them.');
  });
});
