import { expect, it } from 'vitest';
import { makeRunbook } from '../../../../shared/run/runbook';
import type { ChangeRecord } from '../../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../../support/run-fixtures';
import { freshRun } from '../../renderer/states';

const set = (id: string, before: string, after: string, outcome: ChangeRecord['outcome']) =>
  makeChange({
    outcome,
    plan: makePlan({
      id,
      targets: [makeTarget({ changes: [{ setting: 'MaxInboundConnectionPerSource', before, after }] })],
    }),
  });
const undoOf = (...changes: ChangeRecord[]) =>
  makeRunbook({ ...freshRun, changes }, null, 'undo', new Date('2026-11-24T14:05:00.000Z')).steps.map(
    ({ changes: [change] }) => `${change?.before ?? ''} ${change?.after ?? ''}`,
  );

it('takes back what may have been made in a step of its own, so that the others do not hang on it', () => {
  expect(undoOf(set('plan-1', '20', '100', 'applied'), set('plan-2', '100', '200', 'unknown'))).toEqual([
    '200 100',
    '100 20',
  ]);
});

it('and what was made twice in one', () => {
  expect(undoOf(set('plan-1', '20', '100', 'applied'), set('plan-2', '100', '200', 'applied'))).toEqual(['200 20']);
});
