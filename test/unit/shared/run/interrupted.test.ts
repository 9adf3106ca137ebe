import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import { interruptedPlan, remainingTargets } from '../../../../shared/run/interrupted';
import type { Plan } from '../../../../shared/run/plan';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { fold } from './fold-records';

const problem = { code: 'sql/lost', title: 'The connection was lost.', detail: 'ECONNRESET', hint: 'Connect again.' };
const hubs = ['one', 'two', 'three'].map((key) => makeTarget({ key, name: `HUB\\${key}` }));
const three = makePlan({ targets: hubs });

const announced = (target: number, plan: Plan = three): RunEvent => ({ type: 'change-announced', plan, target });
const finished = (target: number, planId = 'plan-1', outcome: 'applied' | 'no-change' = 'applied'): RunEvent => ({
  type: 'change-finished',
  planId,
  target,
  outcome,
  readBack: {},
  warnings: [],
});
const failed = (target: number, outcome: 'not-applied' | 'unknown'): RunEvent => ({
  type: 'change-failed',
  planId: 'plan-1',
  target,
  outcome,
  problem,
});
const settled = (target: number, outcome: 'applied' | 'not-applied'): RunEvent => ({
  type: 'change-settled',
  planId: 'plan-1',
  target,
  outcome,
  readBack: {},
});
const left = (step: 'connections' | 'timeout'): RunEvent => ({ type: 'step-left', step });

const statuses = (...events: RunEvent[]) => interruptedPlan(fold(...events))?.targets.map(({ status }) => status);

describe('what became of each target of a plan that did not get to its end', () => {
  test.each([
    ['killed in the middle of a write', [announced(0), finished(0), announced(1)], ['done', 'unknown', 'untouched']],
    ['killed between two', [announced(0), finished(0)], ['done', 'untouched', 'untouched']],
    ['failed', [announced(0), failed(0, 'not-applied')], ['failed', 'untouched', 'untouched']],
    ['nobody knows', [announced(0), failed(0, 'unknown')], ['unknown', 'untouched', 'untouched']],
    ['read since: it was written', [announced(0), settled(0, 'applied')], ['done', 'untouched', 'untouched']],
    ['read since: it is as it was', [announced(0), settled(0, 'not-applied')], ['untouched', 'untouched', 'untouched']],
    [
      'nothing had to be changed',
      [announced(0), finished(0, 'plan-1', 'no-change')],
      ['done', 'untouched', 'untouched'],
    ],
  ] as const)('%s', (_case, events, expected) => {
    expect(statuses(...events)).toEqual(expected);
  });

  test('a failure says why, and what is left is what failed and what was never begun', () => {
    const found = interruptedPlan(fold(announced(0), finished(0), announced(1), failed(1, 'not-applied')));
    expect(found?.targets[1]).toEqual({ index: 1, planned: hubs[1], status: 'failed', problem });
    expect(found && remainingTargets(found).map(({ key }) => key)).toEqual(['two', 'three']);
  });

  test('nothing is left of what is unknown: it is read first', () => {
    const found = interruptedPlan(fold(announced(0), finished(0), announced(1), finished(1), announced(2)));
    expect(found && remainingTargets(found)).toEqual([]);
  });
});

describe('a plan is no interrupted one', () => {
  test('when nothing was begun, or all of it is done', () => {
    expect(interruptedPlan(fold())).toBeNull();
    expect(statuses(announced(0), finished(0), announced(1), finished(1), announced(2), finished(2))).toBeUndefined();
  });

  test('when its step was left since; left before, it counts', () => {
    expect(statuses(announced(0), left('connections'))).toBeUndefined();
    expect(statuses(left('connections'), announced(0))).toEqual(['unknown', 'untouched', 'untouched']);
    expect(statuses(announced(0), left('timeout'))).toEqual(['unknown', 'untouched', 'untouched']);
  });

  test('when a later plan of the same step has begun: then that one is looked at', () => {
    const rest = makePlan({ id: 'plan-2', targets: hubs.slice(1) });
    const begun = [announced(0), finished(0), announced(0, rest)];
    expect(interruptedPlan(fold(...begun))?.plan.id).toBe('plan-2');
    expect(statuses(...begun, finished(0, 'plan-2'), announced(1, rest), finished(1, 'plan-2'))).toBeUndefined();
  });

  test('when an undo of one of its targets has begun; an undo of others leaves it', () => {
    const undo = (key: string) => makePlan({ id: 'plan-2', step: 'undo', targets: [makeTarget({ key })] });
    const begun = [announced(0), finished(0), announced(1)];
    expect(statuses(...begun, announced(0, undo('one')), finished(0, 'plan-2'))).toBeUndefined();
    expect(statuses(...begun, announced(0, undo('nine')), finished(0, 'plan-2'))).toEqual([
      'done',
      'unknown',
      'untouched',
    ]);
  });

  test('when it is an act and no setting', () => {
    const restart = makePlan({ step: 'restart', targets: [makeTarget({ kind: 'queue', changes: [] })] });
    const removal = makePlan({ step: 'remove-test-mails' });
    expect(statuses(announced(0, restart))).toBeUndefined();
    expect(statuses(announced(0, removal))).toBeUndefined();
  });
});

test('an undo that was interrupted comes before the plan it takes back, and another step’s plan stays interrupted beneath', () => {
  const undo = makePlan({ id: 'plan-2', step: 'undo', targets: hubs.slice(0, 2) });
  expect(interruptedPlan(fold(announced(0), finished(0), announced(0, undo)))?.plan.id).toBe('plan-2');
  const efficiency = makePlan({ id: 'plan-2', step: 'efficiency', targets: hubs.slice(0, 1) });
  const both = [announced(0), finished(0), announced(0, efficiency)];
  expect(interruptedPlan(fold(...both))?.plan.id).toBe('plan-2');
  expect(interruptedPlan(fold(...both, finished(0, 'plan-2')))?.plan.id).toBe('plan-1');
});
