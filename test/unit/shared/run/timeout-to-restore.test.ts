import { expect, test } from 'vitest';
import { timeoutToRestore } from '../../../../shared/run/timeout-to-restore';
import type { ChangeRecord } from '../../../../shared/run/state';
import { makePlan, makeTarget } from '../../../support/run-fixtures';

function made(before: string, after: string, changes: Partial<ChangeRecord> = {}, key = '2'): ChangeRecord {
  const target = makeTarget({ kind: 'account', key, changes: [{ setting: 'timeout', before, after }] });
  return {
    plan: makePlan({ step: 'timeout', targets: [target] }),
    target: 0,
    announcedAt: '2026-11-24T14:02:00.000Z',
    outcome: 'applied',
    readBack: {},
    warnings: [],
    problem: null,
    ...changes,
  };
}

test.each([
  ['nothing was changed', [], null],
  ['one change', [made('20', '60')], { ours: '60', before: '20' }],
  ['an old NULL', [made('NULL', '60')], { ours: '60', before: 'NULL' }],
  ['two changes: back to the very first', [made('20', '60'), made('60', '90')], { ours: '90', before: '20' }],
  ['taken back already', [made('20', '60'), made('60', '20')], null],
  ['a change that was not made', [made('20', '60', { outcome: 'not-applied' })], null],
  ['a change that is unknown', [made('20', '60', { outcome: 'unknown' })], null],
  ['another account', [made('20', '60', {}, '3')], null],
  ['another step', [made('20', '60', { plan: makePlan() })], null],
])('%s', (_name, changes, expected) => expect(timeoutToRestore({ changes }, 2)).toEqual(expected));
