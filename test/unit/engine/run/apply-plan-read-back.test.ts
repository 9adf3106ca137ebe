import { describe, expect, test } from 'vitest';
import { readOutcome } from '../../../../electron/engine/run/apply-plan';
import { problemOf } from '../../../support/problem-of';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { denied, failingWrite, old, perSource, planned, scripted } from '../../../support/scripted-target';

describe('the read-back', () => {
  test('that is not possible leaves it unknown, and says so', async () => {
    const { apply, events } = scripted([old, denied]);
    expect(await problemOf(() => apply())).toMatchObject({
      code: 'apply/unknown',
      title: 'It is not known whether EX10-HUB1\\Relay SQL was changed: it could not be read back.',
      detail: 'Access is denied. RBAC.',
    });
    expect(events[1]).toMatchObject({ type: 'change-failed', outcome: 'unknown' });
  });

  test('with the old values is not applied, whatever the command said', async () => {
    const { apply, events } = scripted([old, old]);
    expect(await problemOf(() => apply())).toMatchObject({
      code: 'apply/read-back',
      detail: 'MaxInboundConnectionPerSource is 20, not 100; MaxInboundConnectionPercentagePerSource is 2, not 3.',
    });
    expect(events[1]).toMatchObject({ type: 'change-failed', outcome: 'not-applied' });
  });

  test('of an act without settings has nothing to compare', async () => {
    const { apply, events } = scripted([{ Status: 'STARTED' }, { Status: 'STARTED' }]);
    await apply(makePlan({ step: 'restart', targets: [makeTarget({ kind: 'queue', changes: [] })] }));
    expect(events[1]).toMatchObject({ type: 'change-finished', outcome: 'applied' });
  });

  test('takes a value for the same whatever its case: later versions print Unlimited', async () => {
    const { apply, events } = scripted([old, { ...old, [perSource]: 'Unlimited' }]);
    const target = makeTarget({ changes: [{ setting: perSource, before: '20', after: 'unlimited' }] });
    await apply(makePlan({ targets: [target] }));
    expect(events[1]).toMatchObject({ type: 'change-finished', outcome: 'applied' });
  });

  test('equal to what was there before is no change', async () => {
    const { apply, events } = scripted([planned, planned]);
    await apply();
    expect(events[1]).toMatchObject({ type: 'change-finished', outcome: 'no-change' });
  });

  test('with a side effect is recorded and said loudly', async () => {
    const guard = () => 'username was relay and is now NULL.';
    const { apply, events } = scripted([old, planned], { guard });
    expect(await problemOf(() => apply())).toMatchObject({
      code: 'apply/side-effect',
      detail: 'username was relay and is now NULL.',
    });
    expect(events[1]).toMatchObject({
      type: 'change-finished',
      outcome: 'applied',
      warnings: ['It may take a minute.', 'username was relay and is now NULL.'],
    });
  });

  test('with a side effect of a write that failed says both', async () => {
    const guard = () => 'username was relay and is now NULL.';
    const { apply } = scripted([old, old], { guard, ...failingWrite });
    expect((await problemOf(() => apply())).detail).toBe('RBAC. username was relay and is now NULL.');
  });
});

test.each([
  [planned, 'applied'],
  [old, 'not-applied'],
  [{ ...old, [perSource]: '100' }, 'unknown'],
  [{ ...planned, [perSource]: '50' }, 'unknown'],
  [{}, 'unknown'],
])('%j reads as %s', (values, outcome) => {
  expect(readOutcome(makeTarget(), { hash: '', values })).toBe(outcome);
});
