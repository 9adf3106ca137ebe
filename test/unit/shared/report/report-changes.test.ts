import { expect, it } from 'vitest';
import { foldEvents } from '../../../../shared/run/fold';
import type { RunEvent } from '../../../../shared/run/event';
import { reportChanges } from '../../../../shared/report/report-changes';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { recordsOf, started } from '../../renderer/report/report-run';

const plan = makePlan({
  targets: [
    makeTarget({
      changes: [
        { setting: 'MaxInboundConnectionPerSource', before: '20', after: '100' },
        { setting: 'MaxInboundConnectionPercentagePerSource', before: '2', after: '3' },
      ],
    }),
  ],
});
const problem = { code: 'x', title: 't', detail: 'd', hint: 'h' };

/** Attribute, before, after and mark of the one change, after that end of it. */
function marks(...ends: RunEvent[]): string[] {
  const records = recordsOf(started, { type: 'change-announced', plan, target: 0 }, ...ends);
  return reportChanges(foldEvents('20261124-120000-abc123', records).changes, records).flatMap(({ attributes }) =>
    attributes.map(({ name, before, after, mark }) => `${name} ${before} ${after} ${mark}`),
  );
}
const finished = (readBack: Record<string, string>): RunEvent => ({
  type: 'change-finished',
  planId: plan.id,
  target: 0,
  outcome: 'applied',
  readBack,
  warnings: [],
});

it.each(['not-applied', 'unknown'] as const)('of a change that failed, %s, says no setting was changed', (outcome) => {
  expect(marks({ type: 'change-failed', planId: plan.id, target: 0, outcome, problem })).toEqual([
    'MaxInboundConnectionPerSource 20 null unknown',
    'MaxInboundConnectionPercentagePerSource 2 null unknown',
  ]);
});

it('nor of one whose end was never recorded', () => {
  expect(marks()).toEqual([
    'MaxInboundConnectionPerSource 20 null unknown',
    'MaxInboundConnectionPercentagePerSource 2 null unknown',
  ]);
});

it('calls changed as planned only what was read back as it was planned', () => {
  const readBack = { MaxInboundConnectionPerSource: '50', MaxInboundConnectionPercentagePerSource: '3' };
  expect(marks(finished(readBack))).toEqual([
    'MaxInboundConnectionPerSource 20 50 not-planned',
    'MaxInboundConnectionPercentagePerSource 2 3 planned',
  ]);
});

it('and the same what was found as it was before', () => {
  const readBack = { MaxInboundConnectionPerSource: '20', MaxInboundConnectionPercentagePerSource: '2' };
  expect(marks({ type: 'change-settled', planId: plan.id, target: 0, outcome: 'not-applied', readBack })).toEqual([
    'MaxInboundConnectionPerSource 20 20 same',
    'MaxInboundConnectionPercentagePerSource 2 2 same',
  ]);
});
