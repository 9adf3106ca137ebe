import { describe, expect, it } from 'vitest';
import { planConnections, planEfficiency } from '../../../../electron/engine/exchange/plan-connector';
import { connectorBasis } from '../../../../electron/engine/exchange/connector-target';
import { makeConnector } from '../../shared/exchange/make-connector';

const relay = makeConnector('HUB1\\Relay');
const wide = makeConnector('HUB1\\Wide', { RemoteIPRanges: ['10.0.0.0/8'] });
const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as { problem: { code: string } }).problem.code;
  }
};

describe('planConnections', () => {
  it('names both settings, the limit before and after, and the exact texts', () => {
    const plan = planConnections([relay], {
      step: 'connections',
      maxInboundConnectionPerSource: ' 100 ',
      maxInboundConnectionPercentagePerSource: '3',
    });
    expect(plan.targets).toEqual([
      {
        kind: 'connector',
        key: relay.guid,
        name: 'HUB1\\Relay',
        changes: [
          { setting: 'MaxInboundConnectionPerSource', before: '20', after: '100' },
          { setting: 'MaxInboundConnectionPercentagePerSource', before: '2', after: '3' },
        ],
        effectiveLimit: {
          before: { limit: 20, heldBy: 'MaxInboundConnectionPerSource' },
          after: { limit: 100, heldBy: 'MaxInboundConnectionPerSource' },
        },
        command:
          "Set-ReceiveConnector -Identity 'HUB1\\Relay' -MaxInboundConnectionPerSource 100 -MaxInboundConnectionPercentagePerSource 3 -DomainController dc1.corp.example",
        undoCommand:
          "Set-ReceiveConnector -Identity 'HUB1\\Relay' -MaxInboundConnectionPerSource 20 -MaxInboundConnectionPercentagePerSource 2 -DomainController dc1.corp.example",
        whatIf: null,
        stateHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        basis: connectorBasis(relay, ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource']),
      },
    ]);
    expect(plan.typedName).toBeNull();
  });

  it('leaves out what is so already, and refuses when nothing is left', () => {
    const half = planConnections([relay], {
      step: 'connections',
      maxInboundConnectionPerSource: '100',
      maxInboundConnectionPercentagePerSource: '2',
    });
    expect(half.targets[0]?.changes).toEqual([
      { setting: 'MaxInboundConnectionPerSource', before: '20', after: '100' },
    ]);
    expect(
      codeOf(() =>
        planConnections([relay], {
          step: 'connections',
          maxInboundConnectionPerSource: '20',
          maxInboundConnectionPercentagePerSource: '2',
        }),
      ),
    ).toBe('plan/nothing-to-change');
  });

  it.each([
    ['0', '3'],
    ['10001', '3'],
    ['100', '0'],
    ['100', '101'],
    ["100'; Remove-Mailbox *", '3'],
  ])('refuses %j and %j before anything is sent', (perSource, percentage) => {
    expect(
      codeOf(() =>
        planConnections([relay], {
          step: 'connections',
          maxInboundConnectionPerSource: perSource,
          maxInboundConnectionPercentagePerSource: percentage,
        }),
      ),
    ).toBe('plan/invalid');
  });

  it('wants the name typed where the connector accepts a wide range', () => {
    expect(
      planConnections([wide], {
        step: 'connections',
        maxInboundConnectionPerSource: '100',
        maxInboundConnectionPercentagePerSource: '3',
      }).typedName,
    ).toBe('Wide');
  });
});

describe('planEfficiency', () => {
  it('changes one delay and leaves the other alone', () => {
    const plan = planEfficiency([relay], { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null });
    expect(plan.targets[0]?.changes).toEqual([
      { setting: 'MaxAcknowledgementDelay', before: '00:00:30', after: '00:00:00' },
    ]);
    expect(plan.typedName).toBeNull();
  });

  it('wants the name typed for Tarpit 0, and names the hardening rule', () => {
    const plan = planEfficiency([relay], { step: 'efficiency', maxAcknowledgementDelay: null, tarpitInterval: '0' });
    expect(plan.typedName).toBe('Relay');
    expect(plan.risks.some((risk) => risk.severity === 'danger' && risk.text.includes('STIG'))).toBe(true);
  });
});

describe('what a plan for a connector rests on', () => {
  const basisWith = (changes: Record<string, string>) =>
    connectorBasis(makeConnector('HUB1\\Relay', changes), ['TarpitInterval']);

  it.each(['Enabled', 'Bindings', 'RemoteIPRanges', 'MaxInboundConnection', 'TarpitInterval'])('%s', (name) => {
    expect(basisWith({ [name]: 'other' })).toEqual({ ...basisWith({}), [name]: 'other' });
  });

  it.each(['WhenChanged', 'Comment', 'MaxAcknowledgementDelay'])('not %s', (name) => {
    expect(basisWith({ [name]: 'other' })).toEqual(basisWith({}));
  });

  it('stands in the plan', () => {
    const plan = planEfficiency([relay], { step: 'efficiency', maxAcknowledgementDelay: null, tarpitInterval: '0' });
    expect(plan.targets[0]?.basis).toEqual(connectorBasis(relay, ['TarpitInterval']));
  });
});
