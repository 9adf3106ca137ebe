import { articleScenario, newHub, relayConnector } from './article';
import type { Scenario, ScenarioConnector, ScenarioHub } from './scenario';

const server = 'EX16-MBX1';
const fqdn = 'ex16-mbx1.corp.example';
const setup = newHub(1);

/**
 * As setup and New-ReceiveConnector make them from 2016 on, where they differ from 2010's. The default connector without limits is
 * another one there, which no client meets: it stands behind this one, on port 2525.
 */
const frontEnd = ({ name, attributes, ...connector }: ScenarioConnector): ScenarioConnector => ({
  ...connector,
  name: name.replace(setup.server, `Frontend ${server}`),
  attributes: {
    ...attributes,
    TransportRole: 'FrontendTransport',
    MaxInboundConnection: '5000',
    MaxInboundConnectionPerSource: '20',
    MaxInboundConnectionPercentagePerSource: '2',
    AuthTarpitInterval: '00:00:05',
    MaxMessageSize: '36 MB (37,748,736 bytes)',
  },
});

const hub: ScenarioHub = {
  ...setup,
  server,
  fqdn,
  adminDisplayVersion: 'Version 15.1 (Build 2507.6)',
  connectors: [...setup.connectors, relayConnector(1)].map(frontEnd),
};

/**
 * Exchange 2016: MaxAcknowledgementDelay is there and has no effect, and what each mail waits for is the second copy. The limits of
 * the connector are 2010's.
 */
export const exchange2016Scenario: Scenario = {
  ...articleScenario,
  name: 'exchange-2016',
  exchange: { ...articleScenario.exchange, hubs: [hub], secondCopySeconds: { least: 5, most: 10 } },
  databaseMail: {
    ...articleScenario.databaseMail,
    accounts: articleScenario.databaseMail.accounts.map((account) =>
      account.serverName === setup.fqdn ? { ...account, serverName: fqdn } : account,
    ),
  },
};
