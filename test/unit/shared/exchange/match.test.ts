import { describe, expect, test } from 'vitest';
import { hasWideRange, rankConnectors, type RankedConnector } from '../../../../shared/exchange/match';
import { makeConnector } from './make-connector';

const everyone = ['0.0.0.0-255.255.255.255', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'];
const shippedDefault = makeConnector('EX10-HUB1\\Default EX10-HUB1', {
  Bindings: ['[::]:25', '0.0.0.0:25'],
  RemoteIPRanges: everyone,
});
const shippedClient = makeConnector('EX10-HUB1\\Client EX10-HUB1', {
  Bindings: ['[::]:587', '0.0.0.0:587'],
  RemoteIPRanges: everyone,
});
const relay = makeConnector('EX10-HUB1\\SQL relay', { RemoteIPRanges: ['10.1.5.20-10.1.5.29'] });
const scanner = makeConnector('EX10-HUB1\\Scanners', { RemoteIPRanges: ['10.9.0.0/24'] });

const client = { addresses: ['10.1.5.20'], port: 25 };
const shown = (ranked: RankedConnector[]) =>
  ranked.map((one) => [one.connector.name, one.badge, one.serves, one.notForThisFix]);

test('ranks the hub of the article', () => {
  const ranked = rankConnectors([shippedDefault, shippedClient, scanner, relay], client);
  expect(shown(ranked)).toEqual([
    ['SQL relay', 'serves', true, false],
    ['Scanners', 'other', false, false],
    ['Client EX10-HUB1', 'client', false, true],
    ['Default EX10-HUB1', 'default', false, true],
  ]);
  expect(ranked.map((one) => one.reason)).toEqual([
    'It serves sessions from 10.1.5.20 to port 25: narrowest range 10.1.5.20-10.1.5.29 of 2 that match.',
    'It does not serve sessions from 10.1.5.20 to port 25: the address is not in its RemoteIPRanges.',
    "It does not serve sessions from 10.1.5.20 to port 25: it listens on another port. It is Exchange's own connector for users' mail programs.",
    "It does not serve sessions from 10.1.5.20 to port 25: another connector of this server matches the address more closely. It is Exchange's own connector, which other servers use too.",
  ]);
});

test('an address that no relay holds falls to the default connector, which is not for this fix', () => {
  const [first] = rankConnectors([relay, shippedDefault], { addresses: ['10.1.5.30'], port: 25 });
  expect(first).toMatchObject({
    serves: true,
    badge: 'default',
    notForThisFix: true,
    connector: { name: 'Default EX10-HUB1' },
  });
});

describe('the lookup', () => {
  test('takes the narrowest range, whatever its form', () => {
    const wider = makeConnector('EX10-HUB1\\Branch', { RemoteIPRanges: ['10.1.0.0(255.255.0.0)', '10.1.5.0/24'] });
    expect(rankConnectors([wider, relay], client).map((one) => one.serves)).toEqual([true, false]);
    expect(rankConnectors([wider, relay], client)[0]?.connector.name).toBe('SQL relay');
  });

  test('gives a tie to the exact binding, and says which address it needs', () => {
    const exact = makeConnector('EX10-HUB1\\Bound', {
      Bindings: ['10.1.1.1:25'],
      RemoteIPRanges: ['10.1.5.20-10.1.5.29'],
    });
    const [first, second] = rankConnectors([relay, exact], client);
    expect(first).toMatchObject({ connector: { name: 'Bound' }, serves: true });
    expect(first?.reason).toBe(
      'It serves sessions from 10.1.5.20 to port 25: narrowest range 10.1.5.20-10.1.5.29 of 2 that match, provided that they arrive at 10.1.1.1:25.',
    );
    expect(second?.serves).toBe(false);
  });

  test('leaves out a disabled connector, another port, and the other address family', () => {
    const disabled = makeConnector('EX10-HUB1\\Off', { Enabled: 'False' });
    const otherPort = makeConnector('EX10-HUB1\\Port', { Bindings: ['0.0.0.0:2525'] });
    const onlyIpv6 = makeConnector('EX10-HUB1\\Six', { Bindings: ['[::]:25'] });
    const ranked = rankConnectors([disabled, otherPort, onlyIpv6], client);
    expect(shown(ranked)).toEqual([
      ['Port', 'other', false, false],
      ['Six', 'other', false, false],
      ['Off', 'disabled', false, true],
    ]);
    expect(ranked[1]?.reason).toContain('it has no IPv4 binding on that port');
  });

  test('matches IPv6 ranges with IPv6 bindings', () => {
    const six = makeConnector('EX10-HUB1\\Six', { Bindings: ['[::]:25'], RemoteIPRanges: ['2001:db8::/64'] });
    expect(rankConnectors([six], { addresses: ['2001:db8::5'], port: 25 })[0]).toMatchObject({
      serves: true,
      badge: 'serves',
    });
  });

  test('works for each server on its own', () => {
    const second = makeConnector('EX10-HUB2\\SQL relay', { RemoteIPRanges: ['10.1.5.0/24'] });
    const ranked = rankConnectors(
      [second, relay, makeConnector('EX10-HUB2\\Wide', { RemoteIPRanges: ['10.0.0.0/8'] })],
      client,
    );
    expect(ranked.map((one) => [one.connector.identity, one.serves])).toEqual([
      ['EX10-HUB1\\SQL relay', true],
      ['EX10-HUB2\\SQL relay', true],
      ['EX10-HUB2\\Wide', false],
    ]);
  });

  test('an unreadable range or address matches nothing, and hides nothing', () => {
    const odd = makeConnector('EX10-HUB1\\Odd', { RemoteIPRanges: ['whatever'] });
    expect(rankConnectors([odd, relay], client).map((one) => one.serves)).toEqual([true, false]);
    const [first] = rankConnectors([relay], { addresses: ['sql01'], port: 25 });
    expect(first).toMatchObject({
      serves: false,
      reason: 'It does not serve sessions from sql01 to port 25: that is no IP address.',
    });
  });
});

describe('badges', () => {
  test.each([
    ['HUB\\Default HUB', ['10.0.0.0/24'], 'default'],
    ['hub.corp.example\\Default Frontend HUB', ['10.0.0.0/24'], 'default'],
    ['HUB\\Client Proxy HUB', ['10.0.0.0/24'], 'client'],
    ['HUB\\Default relay', ['10.1.5.20'], 'serves'],
    ['HUB\\Client apps relay', ['10.1.5.20'], 'serves'],
    ['HUB\\Partners', ['0.0.0.0/0'], 'internet'],
    ['HUB\\Partners', ['0.0.0.0-126.255.255.255', '128.0.0.0-255.255.255.255'], 'internet'],
    ['HUB\\Partners', ['::/0'], 'internet'],
    ['HUB\\Branch', ['2001:db8::/64'], 'other'],
  ])('%s with %j is %s', (identity, ranges, badge) => {
    expect(rankConnectors([makeConnector(identity, { RemoteIPRanges: ranges })], client)[0]?.badge).toBe(badge);
  });
});

test.each([
  [['10.1.5.20'], false],
  [['10.1.0.0/16'], false],
  [['10.0.0.0/15'], true],
  [['10.1.5.20', '10.0.0.0/8'], true],
  [['2001:db8::/64'], false],
  [['2001:db8::/48'], true],
  [['whatever'], true],
])('%j is wide: %s', (ranges, wide) =>
  expect(hasWideRange(makeConnector('A\\B', { RemoteIPRanges: ranges }))).toBe(wide),
);
