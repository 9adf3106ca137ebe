import { describe, expect, it } from 'vitest';
import { planConnectorUndo } from '../../../../electron/engine/exchange/plan-connector-undo';
import { makeConnector } from '../../shared/exchange/make-connector';

const changed = (attributes: Record<string, string | string[]> = {}) =>
  makeConnector('HUB1\\Relay', {
    MaxInboundConnection: '5000',
    MaxInboundConnectionPerSource: '100',
    MaxInboundConnectionPercentagePerSource: '3',
    MaxAcknowledgementDelay: '00:00:00',
    TarpitInterval: '00:00:05',
    RemoteIPRanges: ['10.1.5.20'],
    ...attributes,
  });
const textsOf = ({ risks }: ReturnType<typeof planConnectorUndo>) => risks.map(({ text }) => text);

describe('planConnectorUndo', () => {
  it('says how many sessions are left', () => {
    const undo = planConnectorUndo(changed(), { MaxInboundConnectionPerSource: '20' });
    expect(undo.target.effectiveLimit).toEqual({
      before: { limit: 100, heldBy: 'MaxInboundConnectionPerSource' },
      after: { limit: 20, heldBy: 'MaxInboundConnectionPerSource' },
    });
    expect(textsOf(undo)).toEqual([
      'HUB1\\Relay allows one source 100 sessions now, and 20 again afterwards: bursts that need more are refused as before this run.',
      'No restart is needed. New sessions get the old limits once Active Directory has replicated.',
    ]);
    expect(undo.needsThought).toBe(false);
  });

  it('says it of a connector that has no limit now, too', () => {
    const open = changed({
      MaxInboundConnection: 'unlimited',
      MaxInboundConnectionPerSource: 'unlimited',
      MaxInboundConnectionPercentagePerSource: '100',
    });
    expect(textsOf(planConnectorUndo(open, { MaxInboundConnectionPerSource: '20' }))[0]).toBe(
      'HUB1\\Relay allows one source any number of sessions now, and 20 again afterwards: bursts that need more are refused as before this run.',
    );
  });

  it('warns like any change where taking it back allows more', () => {
    const wide = changed({ MaxInboundConnectionPerSource: '5', RemoteIPRanges: ['10.0.0.0/8'] });
    const undo = planConnectorUndo(wide, { MaxInboundConnectionPerSource: '20' });
    expect(undo.risks[0]).toMatchObject({ severity: 'danger' });
    expect(textsOf(undo)[0]).toContain('a very wide address range');
    expect(undo.needsThought).toBe(true);
  });

  it('warns of a delay that becomes 0 again, and leaves the limit alone', () => {
    const undo = planConnectorUndo(changed(), { TarpitInterval: '00:00:00' });
    expect(undo.target).toMatchObject({
      changes: [{ setting: 'TarpitInterval', before: '00:00:05', after: '00:00:00' }],
      effectiveLimit: null,
    });
    expect(undo.risks[0]).toMatchObject({ severity: 'danger' });
    expect(undo.needsThought).toBe(true);
  });

  it('of a delay that comes back says nothing', () => {
    const undo = planConnectorUndo(changed(), { MaxAcknowledgementDelay: '00:00:30' });
    expect(undo.risks).toEqual([]);
    expect(undo.needsThought).toBe(false);
  });
});
