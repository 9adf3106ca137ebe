import type { Scenario, ScenarioConnector, ScenarioHub } from './scenario';

const everyone = () => ['0.0.0.0-255.255.255.255'];

/** Ports 25 and 587 may only be opened by an administrator, so the lab's servers listen on these. */
const smtpPort = 2525;
const submissionPort = 2587;

/** A Guid of its own for each connector of each hub. */
const guid = (hub: number, connector: number) =>
  `5a0c9c5e-6d0b-4f7e-9a37-0d1e6a${String(hub).padStart(2, '0')}2c${String(connector).padStart(2, '0')}`;

/** Exchange 2010 hub number n with the two connectors that setup makes. */
export function newHub(number: number): ScenarioHub {
  return {
    server: `EX10-HUB${number}`,
    fqdn: `ex10-hub${number}.corp.example`,
    adminDisplayVersion: 'Version 14.3 (Build 123.4)',
    maxConnectionRatePerMinute: '1200',
    connectors: [
      {
        name: `Default EX10-HUB${number}`,
        guid: guid(number, 1),
        port: smtpPort,
        remoteIPRanges: everyone,
        mayRelay: false,
        attributes: {
          MaxInboundConnection: 'unlimited',
          MaxInboundConnectionPerSource: 'unlimited',
          MaxInboundConnectionPercentagePerSource: '100',
          AuthMechanism: 'Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer',
          PermissionGroups: 'AnonymousUsers, ExchangeUsers, ExchangeServers, ExchangeLegacyServers',
        },
      },
      {
        name: `Client EX10-HUB${number}`,
        guid: guid(number, 2),
        port: submissionPort,
        remoteIPRanges: everyone,
        mayRelay: false,
        attributes: {
          MessageRateLimit: '5',
          MessageRateSource: 'User',
          AuthMechanism: 'Tls, Integrated, BasicAuth, BasicAuthRequireTLS',
          PermissionGroups: 'ExchangeUsers',
        },
      },
    ],
  };
}

/** The relay connector that the article assumes, as New-ReceiveConnector makes it. */
export function relayConnector(hub: number): ScenarioConnector {
  return {
    name: 'Relay SQL Server',
    guid: guid(hub, 3),
    port: smtpPort,
    remoteIPRanges: (addresses) => [addresses.sqlServer, addresses.otherServer],
    mayRelay: true,
    attributes: { AuthMechanism: 'Tls', PermissionGroups: 'AnonymousUsers, Custom' },
  };
}

/** Relay connector number n of a hub, for scanners in a network of their own. */
export function scannerConnector(hub: number, number = 4): ScenarioConnector {
  const [low, high] = [90 + number * 10, 99 + number * 10].map((last) => String(last));
  return {
    name: number === 4 ? 'Relay Scanners' : `Relay Scanners ${number}`,
    guid: guid(hub, number),
    port: smtpPort,
    remoteIPRanges: ({ hub: address }) => [
      `${address.replace(/\.\d+$/, `.${low ?? ''}`)}-${address.replace(/\.\d+$/, `.${high ?? ''}`)}`,
    ],
    mayRelay: true,
    attributes: { AuthMechanism: 'Tls', PermissionGroups: 'AnonymousUsers, Custom' },
  };
}

const hub = newHub(1);

/** The article's case: everything at its default, a hundred mails at once, 421s and timeouts. */
export const articleScenario: Scenario = {
  name: 'article',
  factor: 20,
  exchange: {
    domainController: 'dc1.corp.example',
    acceptedDomains: [
      { domainName: 'corp.example', domainType: 'Authoritative' },
      { domainName: '*.lab.corp.example', domainType: 'InternalRelay' },
      { domainName: 'partner.example', domainType: 'ExternalRelay' },
    ],
    deliverySeconds: { least: 5, most: 45 },
    aliases: {},
    hubs: [{ ...hub, connectors: [...hub.connectors, relayConnector(1), scannerConnector(1)] }],
  },
  sqlServer: { name: 'SQL01', productVersion: '10.50.6000.34', user: 'relaytune', password: 'Practice-only-1' },
  databaseMail: {
    sessions: 40,
    retryAttempts: 1,
    retryDelaySeconds: 60,
    profile: 'Newsletter',
    testMailboxes: [
      'relay.test1@corp.example',
      'relay.test2@corp.example',
      'relay.test3@corp.example',
      'relay.test4@corp.example',
      'relay.test5@corp.example',
    ],
    accounts: [
      {
        accountId: 1,
        name: 'Alerts',
        emailAddress: 'alerts@corp.example',
        displayName: 'SQL Server alerts',
        serverName: 'ex10-hub1.corp.example',
        port: smtpPort,
        timeout: null,
        username: null,
        profiles: ['Alerts'],
      },
      {
        accountId: 2,
        name: 'Newsletter',
        emailAddress: 'newsletter@corp.example',
        displayName: 'Newsletter',
        serverName: 'ex10-hub1.corp.example',
        port: smtpPort,
        timeout: 20,
        username: null,
        profiles: ['Newsletter'],
      },
      {
        accountId: 3,
        name: 'Newsletter (old)',
        emailAddress: 'newsletter@corp.example',
        displayName: 'Newsletter',
        serverName: 'mail-old.corp.example',
        port: smtpPort,
        timeout: 20,
        username: null,
        profiles: [],
      },
      {
        accountId: 4,
        name: 'Partner reports',
        emailAddress: 'reports@corp.example',
        displayName: 'Partner reports',
        serverName: 'smtp.partner.example',
        port: submissionPort,
        timeout: null,
        username: 'corp-reports',
        profiles: ['Reports'],
      },
    ],
  },
};

/** The article's case by another name, its relay connector with other attributes. */
export function withRelay(name: string, attributes: Readonly<Record<string, string>>): Scenario {
  const relay = relayConnector(1);
  const changed = { ...relay, attributes: { ...relay.attributes, ...attributes } };
  const { exchange } = articleScenario;
  const connectors = [...hub.connectors, changed, scannerConnector(1)];
  return { ...articleScenario, name, exchange: { ...exchange, hubs: [{ ...hub, connectors }] } };
}
