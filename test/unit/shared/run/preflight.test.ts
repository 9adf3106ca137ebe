import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../shared/database-mail/account';
import { runPreflight } from '../../../../shared/run/preflight';
import type { PreflightFacts, SqlFacts } from '../../../../shared/run/preflight-facts';
import { makeConnector } from '../exchange/make-connector';

const account: Account = {
  accountId: 2,
  name: 'Newsletter',
  emailAddress: 'newsletter@corp.example',
  displayName: null,
  serverName: 'hub1',
  port: 25,
  timeout: 60,
  username: null,
  credentialId: null,
  useDefaultCredentials: false,
  enableSsl: false,
  signIn: 'anonymous',
  profiles: [{ profileId: 1, name: 'Newsletter', sequenceNumber: 1 }],
  recentFailures: [],
};

const sql: SqlFacts = {
  productVersion: '10.50.6000.34',
  loginName: 'sa',
  isSysadmin: true,
  mayReadAccounts: true,
  mayUpdateAccount: true,
  mayRestartQueue: true,
  maySendMail: true,
  databaseMailOn: true,
  queue: 'STARTED',
  updateParameters: ['@account_id', '@timeout', '@no_credential_change'],
  retryAttempts: 1,
  retryDelaySeconds: 60,
  loggingLevel: 2,
  accounts: [account],
  unsent: 0,
  retrying: 0,
};

const good: PreflightFacts = {
  profile: 'Newsletter',
  connectorsThrough: 'through powershell.exe',
  sourceAddress: '10.1.5.20',
  exchange: { read: [makeConnector('HUB1\\Relay')] },
  sql: { read: sql },
  isChosenHub: (name) => name === 'hub1',
};

const problem = { code: 'x', title: 'It cannot be reached.', detail: 'No route.', hint: 'Check the name.' };
const outcomes = (facts: PreflightFacts) =>
  runPreflight(facts)
    .filter((row) => row.outcome !== 'passed')
    .map((row) => [row.id, row.outcome]);
const withSql = (changes: Partial<SqlFacts>): PreflightFacts => ({ ...good, sql: { read: { ...sql, ...changes } } });
const withConnectors = (...connectors: ReturnType<typeof makeConnector>[]): PreflightFacts => ({
  ...good,
  exchange: { read: connectors },
});

describe('runPreflight', () => {
  it('passes every row when all is well, and each has its own id', () => {
    const rows = runPreflight(good);
    expect(outcomes(good)).toEqual([]);
    expect(rows).toHaveLength(15);
    expect(new Set(rows.map((row) => row.id)).size).toBe(15);
  });

  it('says why and what to do in every row that is not passed', () => {
    const rows = runPreflight(
      withSql({
        databaseMailOn: false,
        queue: 'STOPPED',
        loggingLevel: 1,
        unsent: 3,
        updateParameters: [],
        isSysadmin: false,
      }),
    );
    for (const row of rows.filter((each) => each.outcome !== 'passed')) {
      expect(row.reason).not.toBe('');
      expect(row.remedy).not.toBe('');
    }
  });

  it.each<[string, PreflightFacts, [string, string][]]>([
    ['Exchange cannot be read', { ...good, exchange: { failed: problem } }, [['exchange', 'blocked']]],
    ['SQL Server cannot be read', { ...good, sql: { failed: problem } }, [['sql', 'blocked']]],
    [
      'another version of Exchange',
      withConnectors(makeConnector('HUB1\\Relay', { AdminDisplayVersion: 'Version 15.1 (Build 1.1)' })),
      [['exchange-version', 'warning']],
    ],
    [
      'no connector for the address',
      withConnectors(makeConnector('HUB1\\Relay', { RemoteIPRanges: ['10.9.9.9'] })),
      [
        ['connector', 'blocked'],
        ['delays', 'warning'],
      ],
    ],
    [
      'the Default connector serves',
      withConnectors(makeConnector('HUB1\\Default HUB1', { RemoteIPRanges: ['0.0.0.0-255.255.255.255'] })),
      [['connector', 'blocked']],
    ],
    ['no sysadmin, but the rights that matter', withSql({ isSysadmin: false }), [['rights', 'warning']]],
    [
      'no right to change the account',
      withSql({ isSysadmin: false, mayUpdateAccount: false }),
      [['rights', 'blocked']],
    ],
    ['Database Mail off', withSql({ databaseMailOn: false }), [['xps', 'blocked']]],
    ['the queue stopped', withSql({ queue: 'STOPPED' }), [['queue', 'blocked']]],
    ['a build without the parameter', withSql({ updateParameters: ['@timeout'] }), [['procedure', 'warning']]],
    ['an unknown profile', { ...good, profile: 'Nowhere' }, [['profile', 'blocked']]],
    ['an account of another server', { ...good, isChosenHub: () => false }, [['hub', 'warning']]],
    [
      'a stored login',
      withSql({ accounts: [{ ...account, signIn: 'login', username: 'u', credentialId: 1 }] }),
      [['sign-in', 'warning']],
    ],
    ['errors logged only', withSql({ loggingLevel: 1 }), [['logging', 'warning']]],
    ['mail waiting', withSql({ retrying: 2 }), [['backlog', 'warning']]],
    // 30 s and 5 s: the connector may hold a mail for 35 s.
    ['a timeout of 35 s', withSql({ accounts: [{ ...account, timeout: 35 }] }), [['delays', 'warning']]],
  ])('%s', (_name, facts, expected) => {
    expect(outcomes(facts)).toEqual(expected);
  });

  it.each([
    [36, 'passed'],
    [null, 'passed'],
    [20, 'warning'],
  ])('compares a timeout of %s with the delays', (timeout, outcome) => {
    const rows = runPreflight(withSql({ accounts: [{ ...account, timeout }] }));
    expect(rows.find((row) => row.id === 'delays')?.outcome).toBe(outcome);
  });

  it('finds the profile without regard to case, and its first account by sequence', () => {
    const second = {
      ...account,
      accountId: 3,
      name: 'Second',
      profiles: [{ profileId: 1, name: 'NEWSLETTER', sequenceNumber: 2 }],
    };
    const rows = runPreflight({ ...withSql({ accounts: [second, account] }), profile: 'newsletter' });
    expect(rows.find((row) => row.id === 'profile')?.reason).toBe(
      'newsletter sends with the account Newsletter first.',
    );
  });
});
