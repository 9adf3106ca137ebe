import type { Connector } from '../../../../shared/exchange/connector';

/** The article's relay connector as `fl` shows it, with the attributes a test changes. */
export function makeConnector(identity: string, attributes: Record<string, string | string[]> = {}): Connector {
  const [server = '', name = ''] = identity.split('\\');
  return {
    guid: '3d1f0e0a-6a52-4f4e-9c3b-0a4b5c6d7e8f',
    identity,
    server,
    name,
    domainController: 'dc1.corp.example',
    attributes: {
      AdminDisplayVersion: 'Version 14.3 (Build 123.4)',
      Enabled: 'True',
      Bindings: ['0.0.0.0:25'],
      RemoteIPRanges: ['10.1.5.20'],
      ConnectionTimeout: '00:10:00',
      ConnectionInactivityTimeout: '00:05:00',
      MessageRateLimit: 'unlimited',
      MessageRateSource: 'IPAddress',
      MaxInboundConnection: '5000',
      MaxInboundConnectionPerSource: '20',
      MaxInboundConnectionPercentagePerSource: '2',
      TarpitInterval: '00:00:05',
      MaxAcknowledgementDelay: '00:00:30',
      ...attributes,
    },
  };
}
