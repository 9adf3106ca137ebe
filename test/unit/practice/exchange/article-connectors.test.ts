import { describe, expect, it } from 'vitest';
import { newConnectorText } from '../../../../electron/engine/practice/exchange/new-connector';
import { articleScenario } from '../../../../electron/engine/practice/scenarios/article';
import { labAddresses } from '../../../support/lab-addresses';

const [hub] = articleScenario.exchange.hubs;
const connectors = hub.connectors.map((connector) =>
  newConnectorText(articleScenario, hub, connector, labAddresses, new Date(2013, 4, 6)),
);
const named = (name: string) => connectors.find((connector) => connector.Name === name);

describe("the article's connectors", () => {
  it('have the values that Exchange 2010 ships with, in its own words', () => {
    expect(named('Relay SQL Server')).toMatchObject({
      Identity: 'EX10-HUB1\\Relay SQL Server',
      ConnectionTimeout: '00:10:00',
      ConnectionInactivityTimeout: '00:05:00',
      MessageRateLimit: 'unlimited',
      MessageRateSource: 'IPAddress',
      MaxInboundConnection: '5000',
      MaxInboundConnectionPerSource: '20',
      MaxInboundConnectionPercentagePerSource: '2',
      TarpitInterval: '00:00:05',
      MaxAcknowledgementDelay: '00:00:30',
      MaxProtocolErrors: '5',
      MaxLogonFailures: '3',
      MaxRecipientsPerMessage: '200',
      MaxMessageSize: '10 MB (10,485,760 bytes)',
      RemoteIPRanges: ['127.64.1.20', '127.64.1.30'],
      Bindings: ['0.0.0.0:2525'],
      OriginatingServer: 'dc1.corp.example',
    });
    expect(named('Default EX10-HUB1')).toMatchObject({
      MaxInboundConnection: 'unlimited',
      MaxInboundConnectionPerSource: 'unlimited',
      MaxInboundConnectionPercentagePerSource: '100',
      RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
    });
    expect(named('Client EX10-HUB1')).toMatchObject({
      MessageRateLimit: '5',
      MessageRateSource: 'User',
      Bindings: ['0.0.0.0:2587'],
    });
  });

  it('show the attributes that 2010 has, and none of later versions', () => {
    for (const connector of connectors) {
      expect(Object.keys(connector).length).toBeGreaterThanOrEqual(45);
      expect(Object.keys(connector)).not.toContain('TransportRole');
      expect(Object.keys(connector)).not.toContain('AuthTarpitInterval');
    }
    expect(new Set(connectors.map((connector) => connector.Guid)).size).toBe(4);
  });
});
