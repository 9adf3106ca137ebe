import { expect, it } from 'vitest';
import { connectorDuring, limitDuring, pointerFacts } from '../../../../shared/run/connector-during';
import type { ChangeRecord, RunState } from '../../../../shared/run/state';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { makeConnector } from '../exchange/make-connector';

const now = makeConnector('EX10-HUB1\\Relay SQL', {
  MaxInboundConnection: '5000',
  MaxInboundConnectionPerSource: '100',
  MaxInboundConnectionPercentagePerSource: '3',
  MaxAcknowledgementDelay: '00:00:00',
  TarpitInterval: '00:00:05',
});

function change(setting: string, before: string, after: string, more: Partial<ChangeRecord> = {}): ChangeRecord {
  const target = makeTarget({ key: now.guid, changes: [{ setting, before, after }] });
  return {
    plan: makePlan({ targets: [target] }),
    target: 0,
    announcedAt: '2026-11-24T12:10:00.000Z',
    outcome: 'applied',
    readBack: {},
    warnings: [],
    problem: null,
    ...more,
  };
}

const hub = { server: 'EX10-HUB1', fqdn: '', adminDisplayVersion: '', maxConnectionRatePerMinute: 1200, addresses: [] };
const state: Pick<RunState, 'connectors' | 'hubs' | 'changes' | 'changesAtTest' | 'mode'> = {
  mode: 'servers',
  connectors: [now],
  hubs: [hub],
  changesAtTest: { ladder: 0, smtpBurst: 0, burst: 0 },
  changes: [
    change('MaxInboundConnectionPerSource', '20', '50'),
    change('MaxInboundConnectionPerSource', '50', '100'),
    change('MaxAcknowledgementDelay', '00:00:30', '00:00:00'),
    change('TarpitInterval', '00:00:05', '00:00:00', { outcome: 'not-applied' }),
  ],
};
const before = { connectorIdentity: now.identity, phase: 'before' as const };
const after = { connectorIdentity: now.identity, phase: 'after' as const };

it('is the connector of then', () => {
  expect(limitDuring(state, before)).toBe(20);
  expect(limitDuring(state, after)).toBe(100);
  expect(connectorDuring(state, before)?.attributes.MaxInboundConnectionPercentagePerSource).toBe('3');
});

it('of a test after the changes is not what an undo made of it since', () => {
  const undo = (setting: string, from: string, to: string) =>
    change(setting, from, to, {
      plan: makePlan({
        step: 'undo',
        targets: [makeTarget({ key: now.guid, changes: [{ setting, before: from, after: to }] })],
      }),
    });
  const changes = [
    ...state.changes,
    undo('MaxAcknowledgementDelay', '00:00:00', '00:00:30'),
    undo('MaxInboundConnectionPerSource', '100', '20'),
  ];
  const attributes = {
    ...now.attributes,
    MaxInboundConnectionPerSource: '20',
    MaxAcknowledgementDelay: '00:00:30',
  };
  const undone = { ...state, connectors: [{ ...now, attributes }], changes };
  const ladder = { ...after, kind: 'ladder' as const };
  const tested = (ladder: number) => ({ ...undone, changesAtTest: { ...state.changesAtTest, ladder } });
  expect(limitDuring(tested(4), ladder)).toBe(100);
  expect(connectorDuring(tested(4), ladder)?.attributes).toMatchObject({
    MaxInboundConnectionPerSource: '100',
    MaxAcknowledgementDelay: '00:00:00',
  });
  // Done again since, or only beginning now.
  expect(limitDuring(tested(6), ladder)).toBe(20);
  expect(limitDuring(tested(4), after)).toBe(20);
  expect(limitDuring(undone, before)).toBe(20);
});

it('of a test after the changes is not what a later change made of it', () => {
  const kinds = ['ladder', 'smtpBurst', 'databaseMailBurst'] as const;
  // Between the two changes of the limit, after both, and after all of them.
  const tested = { ...state, changesAtTest: { ladder: 1, smtpBurst: 2, burst: 4 } };
  expect(kinds.map((kind) => limitDuring(tested, { ...after, kind }))).toEqual([50, 100, 100]);
  expect(kinds.map((kind) => connectorDuring(tested, { ...after, kind })?.attributes.MaxAcknowledgementDelay)).toEqual([
    '00:00:30',
    '00:00:30',
    '00:00:00',
  ]);
});

it('judges a burst by the delays of then', () => {
  expect(pointerFacts(state, before)).toEqual({
    delays: { tarpitInterval: 5, maxAcknowledgementDelay: 30 },
    limit: 20,
    maxConnectionRatePerMinute: 1200,
    factor: 1,
  });
  expect(pointerFacts({ ...state, mode: 'practice' }, before).factor).toBe(20);
  expect(pointerFacts(state, after).delays.maxAcknowledgementDelay).toBe(0);
});

it('knows nothing of a connector that is not there any more, nor of a rate without limit', () => {
  expect(pointerFacts({ ...state, connectors: [] }, before)).toEqual({
    delays: { tarpitInterval: 0, maxAcknowledgementDelay: null },
    limit: null,
    maxConnectionRatePerMinute: null,
    factor: 1,
  });
  const unlimited = { ...hub, maxConnectionRatePerMinute: 'unlimited' as const };
  expect(pointerFacts({ ...state, hubs: [unlimited] }, before).maxConnectionRatePerMinute).toBeNull();
});
