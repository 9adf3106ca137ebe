import { expect, test } from 'vitest';
import { journalProblem } from '../../../../electron/engine/run/journal-problem';
import { ProblemError } from '../../../../shared/result';
import type { RunEvent } from '../../../../shared/run/event';
import { problemOf } from '../../../support/problem-of';
import { makePlan, makeTarget } from '../../../support/run-fixtures';
import { denied, old, perSource, planned, scripted } from '../../../support/scripted-target';

const two = makePlan({ targets: [makeTarget({ name: 'HUB1\\Relay' }), makeTarget({ name: 'HUB2\\Relay' })] });

/** Something else changes on the n-th of them. */
function sideEffectOn(n: number) {
  let guarded = 0;
  const guard = () => (++guarded === n ? 'Enabled was True and is now False.' : null);
  return problemOf(() => scripted([old, planned, old, planned], { guard }).apply(two));
}

/** The disk is full once the n-th write of that kind is to be recorded. */
function fullAt(type: RunEvent['type'], n: number, readings = [old, planned, old, planned]) {
  let recorded = 0;
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const onDisk = (event: RunEvent) =>
    event.type === type && ++recorded === n
      ? Promise.reject(new ProblemError(journalProblem(full, type)))
      : Promise.resolve();
  return problemOf(() => scripted(readings, {}, onDisk).apply(two));
}

test('a side effect on the first of two: that one was changed', async () => {
  expect(await sideEffectOn(1)).toMatchObject({
    title: 'HUB1\\Relay has the new values, but something else changed on it too.',
    detail: 'Enabled was True and is now False. Changed: HUB1\\Relay. Not touched: HUB2\\Relay.',
  });
});

test('a side effect on the second of two: both were changed', async () => {
  expect(await sideEffectOn(2)).toMatchObject({
    code: 'apply/side-effect',
    title: 'HUB2\\Relay has the new values, but something else changed on it too.',
    detail: 'Enabled was True and is now False. Changed: HUB1\\Relay, HUB2\\Relay. Not touched: none.',
  });
});

const carriedOut =
  'The last act was carried out, but how it ended could not be recorded; the servers are read again when the run is opened. ENOSPC: no space left on device.';

test.each([
  [1, 'Changed: HUB1\\Relay. Not touched: HUB2\\Relay.'],
  [2, 'Changed: HUB1\\Relay, HUB2\\Relay. Not touched: none.'],
])('a disk that is full after the change of number %i counts it', async (n, lists) => {
  expect(await fullAt('change-finished', n)).toMatchObject({
    code: 'journal/disk-full',
    title: 'The disk is full.',
    detail: `${carriedOut} ${lists}`,
  });
});

test('a disk that is full before the second change counts one', async () => {
  expect(await fullAt('change-announced', 2)).toMatchObject({
    title: '1 of 2 were changed, then it stopped.',
    detail:
      'The disk is full. Nothing more was changed, because nothing is done that is not recorded first. ENOSPC: no space left on device. Changed: HUB1\\Relay. Not touched: none.',
  });
});

test.each([
  [
    1,
    [old, denied],
    'It is not known whether HUB1\\Relay was changed: it could not be read back.',
    'Access is denied. RBAC. Changed: none. Not known: HUB1\\Relay. Not touched: HUB2\\Relay.',
  ],
  [
    2,
    [old, planned, old, { ...planned, [perSource]: '50' }],
    '1 of 2 were changed, and of one more it is not known.',
    'HUB2\\Relay does not have the new value. MaxInboundConnectionPerSource is 50, not 100. Changed: HUB1\\Relay. Not known: HUB2\\Relay. Not touched: none.',
  ],
])('what is not known of number %i is named as such', async (_n, readings, title, detail) => {
  expect(await problemOf(() => scripted(readings).apply(two))).toMatchObject({ title, detail });
});
