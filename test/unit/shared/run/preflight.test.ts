import { describe, expect, it } from 'vitest';
import { runPreflight } from '../../../../shared/run/preflight';
import type { PreflightFacts } from '../../../../shared/run/preflight-facts';
import { makeConnector } from '../exchange/make-connector';
import {
  account,
  configuration,
  everyParameter,
  good,
  lacking,
  outcomes,
  problem,
  withConnectors,
  withExchange,
  withHub,
  withProtection,
  withSql,
} from './preflight-facts';

describe('runPreflight', () => {
  it('passes every row when all is well, and each has its own id', () => {
    const rows = runPreflight(good);
    expect(outcomes(good)).toEqual([]);
    expect(rows).toHaveLength(25);
    expect(new Set(rows.map((row) => row.id)).size).toBe(25);
  });

  it('says why and what to do in every row that is not passed', () => {
    const rows = runPreflight(
      withSql({
        databaseMailOn: false,
        brokerOn: false,
        queue: { read: 'STOPPED' },
        configuration: { read: { ...configuration, loggingLevel: 1 } },
        backlog: { read: { unsent: 3, retrying: 0 } },
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
    ['no right to read connectors', withExchange({ connectors: { failed: problem } }), [['read-role', 'blocked']]],
    ['no connector at all', withConnectors(), [['read-role', 'blocked']]],
    ['no Set-ReceiveConnector', withExchange({ setParameters: { failed: problem } }), [['write-role', 'blocked']]],
    [
      'a role that hides what is needed',
      withExchange({ setParameters: { read: everyParameter.filter((name) => !/PerSource/.test(name)) } }),
      [['write-role', 'blocked']],
    ],
    [
      'a role that hides what is wished',
      withExchange({ setParameters: { read: everyParameter.filter((name) => name !== 'MaxAcknowledgementDelay') } }),
      [['write-role', 'warning']],
    ],
    ['hubs that cannot be read', withExchange({ hubs: { failed: problem } }), [['exchange-version', 'warning']]],
    [
      'a newer Exchange',
      withHub({ adminDisplayVersion: 'Version 15.1 (Build 1.1)' }),
      [['exchange-version', 'warning']],
    ],
    ['Exchange 2007', withHub({ adminDisplayVersion: 'Version 8.3 (Build 83.6)' }), [['exchange-version', 'warning']]],
    [
      'a hub that cannot be reached',
      withExchange({ unreachable: [{ server: 'HUB1', reason: 'Port 25 is closed.' }] }),
      [['reachable', 'warning']],
    ],
    [
      'a value that cannot be read',
      withConnectors(makeConnector('HUB1\\Relay', { MaxMessageSize: 'huge' })),
      [['attributes', 'warning']],
    ],
    [
      'no address of the SQL Server',
      { ...good, source: { addresses: [], proof: 'assumed', detail: '' } },
      [
        ['source', 'blocked'],
        ['connector', 'blocked'],
        ['delays', 'warning'],
      ],
    ],
    ['a low connection rate', withHub({ maxConnectionRatePerMinute: 120 }), [['rate', 'warning']]],
    ['a message rate', withConnectors(makeConnector('HUB1\\Relay', { MessageRateLimit: '5' })), [['rate', 'warning']]],
    [
      'limits that make the fix pointless',
      withConnectors(
        makeConnector('HUB1\\Relay', {
          MaxInboundConnectionPerSource: '500',
          MaxInboundConnectionPercentagePerSource: '100',
          MaxAcknowledgementDelay: '00:00:00',
        }),
      ),
      [['worth', 'warning']],
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
      withSql({ isSysadmin: false, missingRights: lacking('sysmail_update_account_sp') }),
      [['rights', 'warning']],
    ],
    [
      'no right to read the accounts',
      withSql({ isSysadmin: false, missingRights: lacking('sysmail_account'), accounts: { failed: problem } }),
      [
        ['rights', 'blocked'],
        ['profile', 'blocked'],
      ],
    ],
    [
      'no right to look at the queue, the configuration and the mails',
      withSql({
        isSysadmin: false,
        missingRights: lacking('sysmail_help_status_sp'),
        queue: { failed: problem },
        configuration: { failed: problem },
        backlog: { failed: problem },
      }),
      [
        ['rights', 'warning'],
        ['queue', 'warning'],
        ['retries', 'warning'],
        ['backlog', 'warning'],
      ],
    ],
    ['SQL Server 2000', withSql({ productVersion: '8.00.2039' }), [['sql', 'blocked']]],
    [
      'a session without encryption',
      withProtection({ encryption: 'none', accepted: null }),
      [['protection', 'warning']],
    ],
    ['a session with TLS 1.0', withProtection({ encryption: 'tls10', accepted: 'AB' }), [['protection', 'warning']]],
    ['Service Broker off', withSql({ brokerOn: false }), [['broker', 'blocked']]],
    ['Database Mail off', withSql({ databaseMailOn: false }), [['xps', 'blocked']]],
    ['the queue stopped', withSql({ queue: { read: 'STOPPED' } }), [['queue', 'blocked']]],
    ['a build without the flag', withSql({ updateParameters: ['@timeout'] }), [['procedure', 'warning']]],
    ['a build without @timeout', withSql({ updateParameters: ['@account_id'] }), [['procedure', 'warning']]],
    ['parameters that cannot be seen', withSql({ updateParameters: [] }), [['procedure', 'warning']]],
    [
      'two accounts with the same sequence number',
      withSql({ accounts: { read: [account, { ...account, accountId: 3, name: 'Other' }] } }),
      [['profile', 'warning']],
    ],
    [
      'many retries',
      withSql({ configuration: { read: { ...configuration, retryAttempts: 5 } } }),
      [['retries', 'warning']],
    ],
    ['an unknown profile', { ...good, profile: 'Nowhere' }, [['profile', 'blocked']]],
    ['an account of another server', { ...good, hubAddresses: ['10.1.1.9'] }, [['hub', 'warning']]],
    ['names that DNS does not know', { ...good, hubAddresses: [] }, [['hub', 'warning']]],
    [
      'a stored login',
      withSql({ accounts: { read: [{ ...account, signIn: 'login', username: 'u', credentialId: 1 }] } }),
      [['sign-in', 'warning']],
    ],
    [
      'errors logged only',
      withSql({ configuration: { read: { ...configuration, loggingLevel: 1 } } }),
      [['logging', 'warning']],
    ],
    ['mail waiting', withSql({ backlog: { read: { unsent: 0, retrying: 2 } } }), [['backlog', 'warning']]],
    // 30 s and 5 s: the connector may hold a mail for 35 s.
    ['a timeout of 35 s', withSql({ accounts: { read: [{ ...account, timeout: 35 }] } }), [['delays', 'warning']]],
  ])('%s', (_name, facts, expected) => {
    expect(outcomes(facts)).toEqual(expected);
    for (const row of runPreflight(facts).filter((each) => each.outcome !== 'passed')) {
      expect([row.id, row.reason !== '', row.remedy !== '']).toEqual([row.id, true, true]);
    }
  });

  it.each([
    [36, 'passed'],
    [null, 'passed'],
    [20, 'warning'],
  ])('compares a timeout of %s with the delays', (timeout, outcome) => {
    const rows = runPreflight(withSql({ accounts: { read: [{ ...account, timeout }] } }));
    expect(rows.find((row) => row.id === 'delays')?.outcome).toBe(outcome);
  });

  it('finds the profile without regard to case, and its first account by sequence', () => {
    const second = {
      ...account,
      accountId: 3,
      name: 'Second',
      profiles: [{ profileId: 1, name: 'Newsletter', sequenceNumber: 2 }],
    };
    const rows = runPreflight({ ...withSql({ accounts: { read: [second, account] } }), profile: 'newsletter' });
    expect(rows.find((row) => row.id === 'profile')?.reason).toBe(
      'newsletter sends with the account Newsletter first, then Second.',
    );
  });
});
