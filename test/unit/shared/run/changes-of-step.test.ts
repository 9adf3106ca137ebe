import { expect, test } from 'vitest';
import { changesOfStep, isStepDone } from '../../../../shared/run/changes-of-step';
import type { ChangeStep } from '../../../../shared/run/plan';
import type { ChangeRecord } from '../../../../shared/run/state';
import { makeChange, makePlan, makeTarget } from '../../../support/run-fixtures';

function made(step: ChangeStep, setting: string, more: Partial<ChangeRecord> = {}, key = 'guid'): ChangeRecord {
  const target = makeTarget({
    key,
    changes: [{ setting, ...(step === 'undo' ? { before: '2', after: '1' } : { before: '1', after: '2' }) }],
  });
  return makeChange({ plan: makePlan({ step, targets: [target] }), ...more });
}
const tarpit = made('efficiency', 'TarpitInterval');
const perSource = made('connections', 'MaxInboundConnectionPerSource');
const perSourceElsewhere = made('connections', 'MaxInboundConnectionPerSource', {}, 'another guid');
const undone = made('undo', 'MaxInboundConnectionPerSource');
const elsewhere = made('undo', 'MaxInboundConnectionPerSource', {}, 'another guid');

test('a step’s changes, and what was taken back of them', () => {
  const changes = [perSource, tarpit, elsewhere, undone];
  expect(changesOfStep({ changes }, 'connections')).toEqual([perSource, undone]);
  expect(changesOfStep({ changes }, 'efficiency')).toEqual([tarpit]);
  expect(changesOfStep({ changes }, 'undo')).toEqual([elsewhere, undone]);
});

test.each<[string, ChangeRecord[], boolean]>([
  ['nothing', [], false],
  ['done', [perSource], true],
  ['not made', [{ ...perSource, outcome: 'not-applied' }], false],
  ['taken back', [perSource, undone], false],
  ['not taken back', [perSource, { ...undone, outcome: 'not-applied' }], true],
  ['taken back on another connector alone', [perSource, elsewhere], true],
  ['taken back on one of two connectors', [perSource, perSourceElsewhere, undone], true],
  ['taken back, and done again', [perSource, undone, perSource], true],
])('%s', (_name, changes, expected) => expect(isStepDone({ changes }, 'connections')).toBe(expected));
