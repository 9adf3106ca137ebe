import { describe, expect, test } from 'vitest';
import type { ChangeStep } from '../../../../shared/run/plan';
import { decideVerdict } from '../../../../shared/run/verdict';
import { decide } from '../../../support/decide-verdict';
import { makeBurst, makeChange, makePlan, makeSmtpBurst } from '../../../support/run-fixtures';

const made = (step: ChangeStep) => makeChange({ plan: makePlan({ step }) });

test('without a burst before, or after, nothing was tested', () => {
  expect(decide(null, {})).toEqual({
    verdict: 'Not tested',
    rule: 'No test burst was sent before the changes, so there is nothing to compare with.',
    facts: [],
    by: null,
  });
  expect(decide(null, null).verdict).toBe('Not tested');
  expect(decide({}, null)).toEqual({
    verdict: 'Not tested',
    rule: 'No test burst has been sent after the changes yet.',
    facts: [],
    by: null,
  });
});

describe('with one test of a pair', () => {
  const none = { ladder: null, smtpBurst: null, burst: null };
  const [burst, smtpBurst] = [makeBurst(), makeSmtpBurst()];

  test.each([
    [{ smtpBurst }, {}, 'No test burst has been sent after the changes yet.'],
    [{}, { smtpBurst }, 'No test burst was sent before the changes, so there is nothing to compare with.'],
    [
      { smtpBurst },
      { burst },
      'The test bursts before and after the changes are of different kinds: send the same kind as before.',
    ],
  ])('says which one is missing', (before, after, rule) => {
    const state = { before: { ...none, ...before }, after: { ...none, ...after }, outdated: [], changes: [] };
    expect(decideVerdict(state)).toEqual({ verdict: 'Not tested', rule, facts: [], by: null });
  });

  test('a test that is older than the last change counts as none', () => {
    const state = { before: { ...none, burst, smtpBurst }, after: { ...none, burst, smtpBurst }, changes: [] };
    expect(decideVerdict({ ...state, outdated: ['burst'] }).by).toBe('smtpBurst');
    expect(decideVerdict({ ...state, outdated: ['burst', 'smtpBurst', 'ladder'] })).toEqual({
      verdict: 'Not tested',
      rule: 'Settings were changed after the last test burst: send it again.',
      facts: [],
      by: null,
    });
  });

  test('a test that is older than an undo says what it shows', () => {
    const state = { before: { ...none, burst }, after: { ...none, burst }, outdated: ['burst' as const] };
    expect(decideVerdict({ ...state, changes: [made('connections'), made('undo')] }).rule).toBe(
      'Settings were taken back after the last test burst, which shows them as they were changed: send it again to see them as they are.',
    );
    expect(decideVerdict({ ...state, changes: [made('undo'), made('connections')] }).rule).toBe(
      'Settings were changed after the last test burst: send it again.',
    );
  });
});
