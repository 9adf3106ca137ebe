import { describe, expect, it } from 'vitest';
import { lookUp, type Client } from '../../../../shared/exchange/lookup';
import { rankConnectors } from '../../../../shared/exchange/match';
import { makeConnector } from './make-connector';

const named = (identity: string, attributes: Record<string, string | string[]>) => makeConnector(identity, attributes);
const servedBy = (connectors: ReturnType<typeof makeConnector>[], client: Client) =>
  [...lookUp(connectors, client)].map(([connector, how]) => [connector.name, how.map((one) => one.address)]);

describe('several addresses', () => {
  const first = named('HUB1\\First', { RemoteIPRanges: ['10.1.2.5'] });
  const second = named('HUB1\\Second', { RemoteIPRanges: ['10.1.2.0/24'] });

  it('are looked up each on its own: the nodes of a cluster may meet different connectors', () => {
    expect(servedBy([first, second], { addresses: ['10.1.2.5', '10.1.2.6'], port: 25 })).toEqual([
      ['First', ['10.1.2.5']],
      ['Second', ['10.1.2.6']],
    ]);
    const [one] = rankConnectors([first], { addresses: ['10.1.2.5', '10.1.2.6'], port: 25 });
    expect(one?.reason).toBe(
      'It serves sessions from 10.1.2.5 to port 25: range 10.1.2.5. It does not serve 10.1.2.6.',
    );
  });

  it('say the narrowest range and how many match', () => {
    const wide = named('HUB1\\Wide', { RemoteIPRanges: ['10.0.0.0/8'] });
    const [one] = rankConnectors([wide, second, named('HUB1\\Net', { RemoteIPRanges: ['10.1.0.0/16'] })], {
      addresses: ['10.1.2.9'],
      port: 25,
    });
    expect(one?.reason).toContain('narrowest range 10.1.2.0/24 of 3 that match');
  });
});

describe('bindings', () => {
  // Domain section 4: the narrowest within exact and within wildcard; between them the narrower; of equal ones the exact.
  const exact = named('HUB1\\Exact', { Bindings: ['10.1.1.1:25'], RemoteIPRanges: ['10.1.0.0/16'] });
  const wildcard = named('HUB1\\Wildcard', { Bindings: ['0.0.0.0:25'], RemoteIPRanges: ['10.1.2.0/24'] });
  const client = { addresses: ['10.1.2.5'], port: 25 };

  it('give the session to the narrower range, whichever binding it has', () => {
    expect(servedBy([exact, wildcard], client)).toEqual([['Wildcard', ['10.1.2.5']]]);
  });

  it('give equal ranges to the exact binding', () => {
    const same = named('HUB1\\Same', { Bindings: ['10.1.1.1:25'], RemoteIPRanges: ['10.1.2.0/24'] });
    expect(servedBy([wildcard, same], client)).toEqual([['Same', ['10.1.2.5']]]);
  });

  it('to an address that the server does not have never answer, where its addresses are known', () => {
    const elsewhere = named('HUB1\\Elsewhere', { Bindings: ['10.9.9.9:25'], RemoteIPRanges: ['10.1.2.5'] });
    expect(servedBy([elsewhere, wildcard], client)).toEqual([['Elsewhere', ['10.1.2.5']]]);
    expect(servedBy([elsewhere, wildcard], { ...client, serverAddresses: { hub1: ['10.1.1.1'] } })).toEqual([
      ['Wildcard', ['10.1.2.5']],
    ]);
  });

  it('that nobody sends to say so', () => {
    const elsewhere = named('HUB1\\Elsewhere', { Bindings: ['10.1.1.2:25'] });
    const [one] = rankConnectors([elsewhere], {
      addresses: ['10.1.5.20'],
      port: 25,
      serverAddresses: { hub1: ['10.1.1.1'] },
    });
    expect(one?.reason).toContain('it listens on an address that the account does not send to');
  });

  it('of one family never meet ranges of the other', () => {
    const six = named('HUB1\\Six', { Bindings: ['[::]:25'], RemoteIPRanges: ['10.1.2.5', '2001:db8::/64'] });
    expect(servedBy([six, wildcard], client)).toEqual([['Wildcard', ['10.1.2.5']]]);
    expect(servedBy([six, wildcard], { addresses: ['2001:db8::5'], port: 25 })).toEqual([['Six', ['2001:db8::5']]]);
  });
});

describe('hubs', () => {
  const one = named('HUB1\\Relay', {});
  const two = named('HUB2\\Relay', {});

  it('are looked up each on its own', () => {
    expect(servedBy([one, two], { addresses: ['10.1.5.20'], port: 25 })).toHaveLength(2);
  });

  it('that the account does not send to take no part, and say so', () => {
    const client = { addresses: ['10.1.5.20'], port: 25, servers: ['hub2'] };
    expect(servedBy([one, two], client)).toEqual([['Relay', ['10.1.5.20']]]);
    const ranked = rankConnectors([one, two], client);
    expect(ranked.map((entry) => [entry.connector.server, entry.serves])).toEqual([
      ['HUB2', true],
      ['HUB1', false],
    ]);
    expect(ranked[1]?.reason).toContain('the account does not send to HUB1');
  });
});

describe('connectors of Exchange’s own', () => {
  const client = { addresses: ['10.1.5.20'], port: 25 };
  const everyone = { RemoteIPRanges: ['0.0.0.0-255.255.255.255'] };

  it('without a limit per source say that this fix does not apply', () => {
    const [shipped] = rankConnectors(
      [
        named('HUB1\\Default HUB1', {
          ...everyone,
          MaxInboundConnectionPerSource: 'unlimited',
          MaxInboundConnectionPercentagePerSource: '100',
        }),
      ],
      client,
    );
    expect(shipped).toMatchObject({ notForThisFix: true });
    expect(shipped?.reason).toContain(
      'It has no limit per source (unlimited, 100 %), so this fix does not apply here.',
    );
  });

  it('of 2013 and later point from the back end to the front end', () => {
    const frontEnd = named('HUB1\\Default Frontend HUB1', { ...everyone, TransportRole: 'FrontendTransport' });
    const backEnd = named('HUB1\\Default HUB1', {
      ...everyone,
      Bindings: ['0.0.0.0:2525'],
      TransportRole: 'HubTransport',
    });
    const ranked = rankConnectors([backEnd, frontEnd], client);
    expect(ranked.map((entry) => [entry.connector.name, entry.serves])).toEqual([
      ['Default Frontend HUB1', true],
      ['Default HUB1', false],
    ]);
    expect(ranked[1]?.reason).toContain('senders reach the FrontendTransport connector');
  });
});
