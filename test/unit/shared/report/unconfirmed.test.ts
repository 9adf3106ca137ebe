import { expect, it } from 'vitest';
import type { RunEvent } from '../../../../shared/run/event';
import type { ChangeStep } from '../../../../shared/run/plan';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { recordsOf, reportOf, started } from '../../renderer/report/report-run';

const target = (number: number) => makeTarget({ key: `guid-${number}`, name: `EX10-HUB${number}\\Relay SQL` });
const planOf = (id: string, step: ChangeStep, ...numbers: number[]) =>
  makePlan({ id, step, targets: numbers.map(target) });
const announced = (plan: ReturnType<typeof planOf>, at: number): RunEvent => ({
  type: 'change-announced',
  plan,
  target: at,
});

const notBegun = (...events: RunEvent[]) =>
  reportOf(recordsOf(started, ...events)).unconfirmed.filter((text) => text.endsWith('was planned and not begun.'));

const three = planOf('plan-1', 'connections', 1, 2, 3);

it('names the targets that a plan which was begun has not come to', () => {
  expect(notBegun(announced(three, 0))).toEqual([
    'EX10-HUB2\\Relay SQL was planned and not begun.',
    'EX10-HUB3\\Relay SQL was planned and not begun.',
  ]);
});

it('but not those that the plan which goes on with it has come to', () => {
  const rest = planOf('plan-2', 'connections', 2, 3);
  expect(notBegun(announced(three, 0), announced(rest, 0))).toEqual([
    'EX10-HUB3\\Relay SQL was planned and not begun.',
  ]);
  expect(notBegun(announced(three, 0), announced(rest, 0), announced(rest, 1))).toEqual([]);
});

it('of a damaged record does not say that they were not begun, since that may have been in the rest', () => {
  const readOnly = { code: 'journal/damaged', title: 'Damaged.', detail: 'Line 9.', hint: '' };
  const { unconfirmed } = reportOf(recordsOf(started, announced(three, 1), announced(three, 2)), { readOnly });
  expect(unconfirmed[0]).toBe('Damaged. Line 9. What could not be read is missing here, and changes may be among it.');
  expect(unconfirmed).toContain('EX10-HUB1\\Relay SQL was planned; whether it was begun is not known.');
  expect(unconfirmed.join()).not.toContain('not begun.');
});

it('a later plan of another step does not stand for it', () => {
  const other = planOf('plan-2', 'efficiency', 3);
  expect(notBegun(announced(three, 0), announced(three, 1), announced(other, 0))).toEqual([
    'EX10-HUB3\\Relay SQL was planned and not begun.',
  ]);
});
