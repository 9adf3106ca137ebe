import { describe, expect, it } from 'vitest';
import { servingConnector } from '../../../../electron/engine/practice/exchange/matching';

const local = { address: '10.0.0.1', port: 25 };
const everyone = '0.0.0.0-255.255.255.255';

function connector(name: string, ranges: string[], bindings = ['0.0.0.0:25'], enabled = 'True') {
  return { Name: name, Enabled: enabled, Bindings: bindings, RemoteIPRanges: ranges };
}

const serving = (connectors: ReturnType<typeof connector>[], client: string) =>
  servingConnector(connectors, client, local)?.Name ?? null;

describe('the connector that serves a session', () => {
  it('is the one with the narrowest range that holds the client, wherever it stands in the list', () => {
    const wide = connector('Default', [everyone]);
    const net = connector('Net', ['192.168.5.0-192.168.5.255']);
    const one = connector('One', ['192.168.5.10']);
    for (const order of [
      [wide, net, one],
      [one, net, wide],
    ]) {
      expect(serving(order, '192.168.5.10')).toBe('One');
      expect(serving(order, '192.168.5.11')).toBe('Net');
      expect(serving(order, '192.168.6.1')).toBe('Default');
    }
  });

  it.each([
    ['192.168.5.10', '192.168.5.10', '192.168.5.11'],
    ['192.168.1.1-192.168.1.254', '192.168.1.254', '192.168.1.255'],
    ['192.168.1.0/24', '192.168.1.255', '192.168.2.0'],
    // Host bits are tolerated.
    ['192.168.1.1/24', '192.168.1.0', '192.168.0.255'],
    ['192.168.1.0(255.255.255.0)', '192.168.1.255', '192.168.2.0'],
    ['10.0.0.0(255.0.0.0)', '10.255.255.255', '11.0.0.0'],
  ])('reads the range %s: %s is in, %s is not', (range, inside, outside) => {
    expect(serving([connector('Relay', [range])], inside)).toBe('Relay');
    expect(serving([connector('Relay', [range])], outside)).toBeNull();
  });

  it('compares the range that matched, not the connector with the narrowest range of all', () => {
    const mixed = connector('Mixed', ['10.1.1.1', everyone]);
    const net = connector('Net', ['192.168.5.0/24']);
    expect(serving([mixed, net], '192.168.5.10')).toBe('Net');
  });

  it('prefers the narrower range over the exact binding, and the exact binding between equal ranges', () => {
    const exact = connector('Exact', ['192.168.0.0/16'], ['10.0.0.1:25']);
    const wildcard = connector('Wildcard', ['192.168.5.0/24']);
    expect(serving([exact, wildcard], '192.168.5.10')).toBe('Wildcard');
    const sameRange = connector('Same range', ['192.168.0.0/16']);
    expect(serving([sameRange, exact], '192.168.5.10')).toBe('Exact');
    expect(serving([exact, sameRange], '192.168.5.10')).toBe('Exact');
  });

  it('leaves out disabled connectors, other ports, other local addresses and IPv6 bindings', () => {
    expect(serving([connector('Off', [everyone], ['0.0.0.0:25'], 'False')], '192.168.5.10')).toBeNull();
    expect(serving([connector('Client', [everyone], ['0.0.0.0:587'])], '192.168.5.10')).toBeNull();
    expect(serving([connector('Other', [everyone], ['10.0.0.2:25'])], '192.168.5.10')).toBeNull();
    expect(serving([connector('Six', [everyone], ['[::]:25'])], '192.168.5.10')).toBeNull();
    expect(serving([connector('Both', [everyone], ['[::]:25', '0.0.0.0:25'])], '192.168.5.10')).toBe('Both');
  });

  it('is nobody for text that is no address', () => {
    expect(serving([connector('Default', [everyone])], 'sql01')).toBeNull();
    expect(serving([connector('Default', ['nonsense'])], '192.168.5.10')).toBeNull();
  });
});
