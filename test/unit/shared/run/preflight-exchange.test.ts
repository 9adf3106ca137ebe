import { describe, expect, it } from 'vitest';
import { makeConnector } from '../exchange/make-connector';
import { good, hub, problem, rowOf, withConnectors, withExchange, withHub } from './preflight-facts';

describe('the Exchange half of the check list', () => {
  it('says how long a hundred connections take where the rate is low', () => {
    expect(rowOf(withHub({ maxConnectionRatePerMinute: 120 }), 'rate')?.reason).toBe(
      'HUB1 takes 120 new connections a minute (MaxConnectionRatePerMinute): 100 mails need at least 50 s.',
    );
    expect(rowOf(withHub({ maxConnectionRatePerMinute: null }), 'rate')?.reason).toContain('could not be read');
  });

  it('still finds the delay worth removing where the limit is high', () => {
    const high = { MaxInboundConnectionPerSource: '500', MaxInboundConnectionPercentagePerSource: '100' };
    expect(rowOf(withConnectors(makeConnector('HUB1\\Relay', high)), 'worth')?.outcome).toBe('passed');
    // From 2013 on the delay has no effect.
    const newer = makeConnector('HUB1\\Relay', { ...high, AdminDisplayVersion: 'Version 15.1 (Build 1.1)' });
    expect(rowOf(withConnectors(newer), 'worth')?.outcome).toBe('warning');
  });

  it('offers the text of a relay connector where none is there, with the role that its version needs', () => {
    const nobody = withConnectors(makeConnector('HUB1\\Relay', { RemoteIPRanges: ['10.9.9.9'] }));
    expect(rowOf(nobody, 'connector')).toMatchObject({
      reason: 'No enabled connector accepts 10.1.5.20 on port 25.',
      command:
        "New-ReceiveConnector -Name 'Relay SQL01' -Server HUB1 -Usage Custom -Bindings '0.0.0.0:25' -RemoteIPRanges '10.1.5.20' -PermissionGroups AnonymousUsers -MaxInboundConnectionPerSource 100 -MaxInboundConnectionPercentagePerSource 3",
    });
    const newer = withExchange({
      connectors: {
        read: [makeConnector('HUB1\\Default Frontend HUB1', { RemoteIPRanges: ['0.0.0.0-255.255.255.255'] })],
      },
      hubs: { read: [{ ...hub, adminDisplayVersion: 'Version 15.2 (Build 1.1)' }] },
    });
    expect(rowOf(newer, 'connector')?.command).toContain('-TransportRole FrontendTransport -Usage Custom');
    expect(rowOf(good, 'connector')?.command).toBeNull();
  });

  it('does not take unknown parameters for missing ones', () => {
    const unknown = { ...problem, code: 'exchange/unknown-parameters' };
    expect(rowOf(withExchange({ setParameters: { failed: unknown } }), 'write-role')?.outcome).toBe('warning');
  });

  it('looks at every hub: one that is worth changing is enough, the slowest delay counts', () => {
    const tuned = makeConnector('HUB1\\Relay', {
      MaxInboundConnectionPerSource: '500',
      MaxInboundConnectionPercentagePerSource: '100',
      MaxAcknowledgementDelay: '00:00:00',
    });
    const slow = makeConnector('HUB2\\Relay', { MaxAcknowledgementDelay: '00:01:00' });
    const hubs = [hub, { ...hub, server: 'HUB2', maxConnectionRatePerMinute: 60 }];
    const facts = withExchange({ connectors: { read: [tuned, slow] }, hubs: { read: hubs } });
    expect(rowOf(facts, 'worth')).toMatchObject({ outcome: 'passed' });
    expect(rowOf(facts, 'rate')?.reason).toContain('HUB2 takes 60 new connections a minute');
    expect(rowOf(facts, 'delays')?.reason).toContain('may hold a session for 65 s');
  });

  it('counts no acknowledgement delay from 2013 on, which ignores it', () => {
    const newer = makeConnector('HUB1\\Relay', { AdminDisplayVersion: 'Version 15.1 (Build 1.1)' });
    expect(rowOf(withConnectors(newer), 'delays')?.reason).toContain('may hold a session for 5 s');
  });

  it('says where the address comes from, and how sure it is', () => {
    expect(rowOf(good, 'source')?.reason).toBe('Assumed: 10.1.5.20 (name SQL01). Nobody has proven it yet.');
    const proven = { ...good.source, proof: 'tracking-log' as const, detail: 'a test mail arrived.' };
    expect(rowOf({ ...good, source: proven }, 'source')?.reason).toBe('Proven: a test mail arrived.');
  });
});
