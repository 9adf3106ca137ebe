import { foldEvents } from '../../../shared/run/fold';
import type { RunState } from '../../../shared/run/state';
import { makeAccount } from '../shared/database-mail/make-account';
import { makeConnector } from '../shared/exchange/make-connector';

/** A run that was just started on the practice servers. */
export const freshRun: RunState = {
  ...foldEvents('20261124-120000-abc123', []),
  scenario: 'article',
  startedAt: '2026-11-24T12:00:00.000Z',
};

export const relay = makeConnector('EX10-HUB1\\Relay SQL Server');
const everyone = { RemoteIPRanges: ['0.0.0.0-255.255.255.255'] };
const shipped = {
  ...makeConnector('EX10-HUB1\\Default EX10-HUB1', everyone),
  guid: '11111111-6a52-4f4e-9c3b-0a4b5c6d7e8f',
};
const scanners = {
  ...makeConnector('EX10-HUB1\\Relay Scanners', { RemoteIPRanges: ['10.1.9.0/24'] }),
  guid: '22222222-6a52-4f4e-9c3b-0a4b5c6d7e8f',
};

const newsletter = makeAccount({ serverName: 'ex10-hub1.corp.example', timeout: 20 });

/** Page 1 is done: connected, every check passed. */
export const connectedRun: RunState = {
  ...freshRun,
  connection: {
    exchangeServer: 'ex10-hub1.corp.example',
    exchangeWay: 'automatic',
    connectorScope: 'organisation',
    sqlServer: 'SQL01',
    sqlAddresses: [],
    sqlSignIn: 'sqlLogin',
    sqlUser: 'relaytune',
    sqlEncryption: 'none',
    sqlCertificate: null,
    profile: 'Newsletter',
    testMailboxes: ['relay.test1@corp.example', 'relay.test2@corp.example'],
  },
  checks: [
    {
      id: 'exchange',
      title: 'Exchange answers',
      outcome: 'passed',
      reason: '3 connectors were read.',
      remedy: '',
      command: null,
      consent: null,
    },
    {
      id: 'backlog',
      title: 'Waiting mails',
      outcome: 'warning',
      reason: '12 wait.',
      remedy: 'Wait for them.',
      command: null,
      consent: null,
    },
  ],
};

/** Page 2 has read the servers; no connector is chosen yet. */
export const readRun: RunState = {
  ...connectedRun,
  page: 'connector',
  connectors: [shipped, scanners, relay],
  hubs: [
    {
      server: 'EX10-HUB1',
      fqdn: 'ex10-hub1.corp.example',
      adminDisplayVersion: 'Version 14.3 (Build 123.4)',
      maxConnectionRatePerMinute: 1200,
      addresses: ['10.1.1.1'],
    },
  ],
  source: { addresses: [{ address: '10.1.5.20', origin: 'name SQL01' }], proof: 'assumed', detail: '' },
  accounts: [newsletter],
};

/** The relay connector is chosen. */
export const chosenRun: RunState = { ...readRun, page: 'measure', connectorGuids: [relay.guid] };
