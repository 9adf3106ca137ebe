import { expect, test } from 'vitest';
import { foldEvents } from '../../../../shared/run/fold';
import type { ChangeRecord } from '../../../../shared/run/state';
import {
  appliedChanges,
  changeNote,
  settingsChanged,
  timeoutWaitsForRestart,
} from '../../../../shared/run/summary-of-changes';
import { makePlan, makeTarget } from '../../../support/run-fixtures';

const change = (plan: ChangeRecord['plan'], outcome: ChangeRecord['outcome']): ChangeRecord => ({
  plan,
  target: 0,
  announcedAt: '2026-11-24T11:45:03.000Z',
  outcome,
  readBack: {},
  warnings: [],
  problem: null,
});
const withChanges = (...changes: ChangeRecord[]) => ({ ...foldEvents('20261124-114503-7f3k2a', []), changes });

const timeout = makePlan({
  step: 'timeout',
  targets: [
    makeTarget({ kind: 'account', name: 'Bulk', changes: [{ setting: 'timeout', before: '20', after: '60' }] }),
  ],
});
const restart = makePlan({
  step: 'restart',
  targets: [makeTarget({ kind: 'queue', name: 'Database Mail', changes: [] })],
});

const removal = makePlan({
  step: 'remove-test-mails',
  targets: [
    makeTarget({
      kind: 'test-mails',
      name: '40 test mails',
      changes: [{ setting: 'Rows in sysmail_mailitems', before: '40', after: '0' }],
    }),
  ],
});

test('every setting that was changed, in order; restarting and removing test mails are none', () => {
  const state = withChanges(
    change(makePlan(), 'applied'),
    change(timeout, 'applied'),
    change(restart, 'applied'),
    change(removal, 'applied'),
  );
  expect(appliedChanges(state)).toEqual([
    {
      target: 'EX10-HUB1\\Relay SQL',
      setting: 'MaxInboundConnectionPerSource',
      before: '20',
      after: '100',
      isTakenBack: false,
    },
    {
      target: 'EX10-HUB1\\Relay SQL',
      setting: 'MaxInboundConnectionPercentagePerSource',
      before: '2',
      after: '3',
      isTakenBack: false,
    },
    { target: 'Bulk', setting: 'timeout', before: '20', after: '60', isTakenBack: false },
  ]);
});

test('a setting that an undo took back is listed as that', () => {
  const undo = { ...timeout, step: 'undo' as const };
  expect(appliedChanges(withChanges(change(undo, 'applied')))).toMatchObject([{ target: 'Bulk', isTakenBack: true }]);
});

test('what is said beside a change', () => {
  expect([changeNote(false, true), changeNote(true, true), changeNote(false, false), changeNote(true, false)]).toEqual([
    '',
    'taken back',
    'not known whether it was changed',
    'not known whether it was taken back',
  ]);
});

test.each(['no-change', 'not-applied', 'unknown'] as const)('a change that is %s is not listed', (outcome) => {
  expect(appliedChanges(withChanges(change(makePlan(), outcome)))).toEqual([]);
});

test('a changed timeout waits for a restart after it', () => {
  const waits = (...changes: ChangeRecord[]) => timeoutWaitsForRestart(withChanges(...changes));
  expect(waits()).toBe(false);
  expect(waits(change(timeout, 'applied'))).toBe(true);
  expect(waits(change(restart, 'applied'), change(timeout, 'applied'))).toBe(true);
  expect(waits(change(timeout, 'applied'), change(restart, 'not-applied'))).toBe(true);
  expect(waits(change(timeout, 'applied'), change(restart, 'applied'))).toBe(false);
  expect(waits(change(timeout, 'unknown'))).toBe(false);
  expect(waits(change(restart, 'applied'), change({ ...timeout, step: 'undo' }, 'applied'))).toBe(true);
  expect(waits(change(makePlan({ step: 'undo' }), 'applied'))).toBe(false);
});

test('acts change no setting, so that "before" can still be measured after them', () => {
  expect(settingsChanged(withChanges(change(restart, 'applied'), change(removal, 'unknown')))).toBe(false);
  expect(settingsChanged(withChanges(change(removal, 'applied'), change(timeout, 'unknown')))).toBe(true);
});
