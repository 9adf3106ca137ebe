import { runPreflight } from '../../../../shared/run/preflight';
import type { Hub } from '../../../../shared/exchange/hub';
import type {
  ExchangeFacts,
  MailConfiguration,
  PreflightFacts,
  SqlFacts,
} from '../../../../shared/run/preflight-facts';
import { rights } from '../../../../shared/database-mail/right';
import { makeAccount } from '../database-mail/make-account';
import { makeConnector } from '../exchange/make-connector';

export const account = makeAccount();

export const configuration: MailConfiguration = { retryAttempts: 1, retryDelaySeconds: 60, loggingLevel: 2 };

const sql: SqlFacts = {
  productVersion: '10.50.6000.34',
  loginName: 'sa',
  isSysadmin: true,
  missingRights: [],
  databaseMailOn: true,
  brokerOn: true,
  queue: { read: 'STARTED' },
  updateParameters: ['@account_id', '@timeout', '@no_credential_change'],
  configuration: { read: configuration },
  accounts: { read: [account] },
  backlog: { read: { unsent: 0, retrying: 0 } },
};

export const everyParameter = [
  'Identity',
  'DomainController',
  'WhatIf',
  'MaxInboundConnectionPerSource',
  'MaxInboundConnectionPercentagePerSource',
  'TarpitInterval',
  'MaxAcknowledgementDelay',
];

export const hub: Hub = {
  server: 'HUB1',
  fqdn: 'hub1.corp.example',
  adminDisplayVersion: 'Version 14.3 (Build 123.4)',
  maxConnectionRatePerMinute: 1200,
  addresses: ['10.1.1.1'],
};

const exchange: ExchangeFacts = {
  through: 'through PowerShell remoting to http://hub1/PowerShell/',
  connectors: { read: [makeConnector('HUB1\\Relay')] },
  setParameters: { read: everyParameter },
  hubs: { read: [hub] },
  unreachable: [],
};

/** Facts with which every row passes; each test says what is otherwise. */
export const good: PreflightFacts = {
  profile: 'Newsletter',
  sqlServer: 'SQL01\\MAIL',
  source: { addresses: [{ address: '10.1.5.20', origin: 'name SQL01' }], proof: 'assumed', detail: '' },
  exchange: { read: exchange },
  sql: { read: sql },
  consent: null,
  protection: { encryption: 'tls', accepted: null },
  hubAddresses: ['10.1.1.1'],
};

export const problem = { code: 'x', title: 'It cannot be reached.', detail: 'No route.', hint: 'Check the name.' };
export const outcomes = (facts: PreflightFacts) =>
  runPreflight(facts)
    .filter((row) => row.outcome !== 'passed')
    .map((row) => [row.id, row.outcome]);
export const withSql = (changes: Partial<SqlFacts>): PreflightFacts => ({
  ...good,
  sql: { read: { ...sql, ...changes } },
});
export const withExchange = (changes: Partial<ExchangeFacts>): PreflightFacts => ({
  ...good,
  exchange: { read: { ...exchange, ...changes } },
});
export const withConnectors = (...connectors: ReturnType<typeof makeConnector>[]) =>
  withExchange({ connectors: { read: connectors } });
export const withHub = (changes: Partial<Hub>) => withExchange({ hubs: { read: [{ ...hub, ...changes }] } });
export const rowOf = (facts: PreflightFacts, id: string) => runPreflight(facts).find((row) => row.id === id);
export const withProtection = (protection: PreflightFacts['protection']): PreflightFacts => ({ ...good, protection });
/** The rights on one object. */
export const lacking = (object: string) => rights.filter((right) => right.object === object);
