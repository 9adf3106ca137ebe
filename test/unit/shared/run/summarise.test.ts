import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import { summarise } from '../../../../shared/run/summarise';
import type { Plan } from '../../../../shared/run/plan';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { fold } from './fold-records';

describe('the row on Start', () => {
  const target = makeTarget();
  const back = makeTarget({
    changes: target.changes.map(({ setting, before, after }) => ({ setting, before: after, after: before })),
  });
  const did = (plan: Plan): RunEvent[] => [
    { type: 'change-announced', plan, target: 0 },
    { type: 'change-finished', planId: plan.id, target: 0, outcome: 'applied', readBack: {}, warnings: [] },
  ];
  const row = (...events: RunEvent[]) => {
    const { changesApplied, canUndo } = summarise(fold(...events));
    return { changesApplied, canUndo };
  };

  test('offers no undo of a run that was taken back whole, and does not count that as a change', () => {
    const undo = makePlan({ id: 'undo-1', step: 'undo', targets: [back] });
    expect(row(...did(makePlan()), ...did(undo))).toEqual({ changesApplied: 1, canUndo: false });
  });

  test('counts no acts', () => {
    const restart = makePlan({ step: 'restart', targets: [makeTarget({ kind: 'queue', changes: [] })] });
    expect(row(...did(restart))).toEqual({ changesApplied: 0, canUndo: false });
  });

  test('offers the undo of a change of which nobody knows whether it was made', () => {
    expect(row({ type: 'change-announced', plan: makePlan(), target: 0 })).toEqual({
      changesApplied: 0,
      canUndo: true,
    });
  });
});
