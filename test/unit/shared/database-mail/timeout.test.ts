import { describe, expect, test } from 'vitest';
import { checkTimeout, timeoutAdvice, timeoutRisks, timeoutTicks } from '../../../../shared/database-mail/timeout';

const installed = { tarpitInterval: 5, maxAcknowledgementDelay: 30 };

describe('what is typed', () => {
  test.each([
    ['1', 1],
    [' 60 ', 60],
    ['86400', 86_400],
  ])('%s', (typed, value) => expect(checkTimeout(typed)).toEqual({ ok: true, value }));

  test.each(['', '0', '-1', '30.5', '86401', '2147483648', '1 min', '00:01:00', 'unlimited'])(
    '"%s" is refused',
    (typed) => {
      expect(checkTimeout(typed)).toEqual({
        ok: false,
        message: 'Enter whole seconds from 1 to 86400, for example 60.',
      });
    },
  );
});

describe('advice', () => {
  test.each([
    [null, 'leave', 'not set (expected 100 s)', 'No timeout is set, so 100 s are expected to apply. 100 s outlast'],
    [100, 'leave', '100 s', '100 s outlast'],
    [60, 'leave', '60 s', '60 s outlast'],
    [59, 60, '59 s', '59 s leave little room. 60 s outlast'],
    [20, 60, '20 s', '20 s leave little room. 60 s outlast'],
  ])('%s', (timeout, suggestion, currentMeaning, start) => {
    expect(timeoutAdvice({ timeout, delays: installed })).toEqual({
      suggestion,
      currentMeaning,
      reason: `${start} the connector's delays, which can hold one mail for 35 s.`,
    });
  });

  test('says where even the suggestion is too short', () => {
    expect(timeoutAdvice({ timeout: 60, delays: { tarpitInterval: 5, maxAcknowledgementDelay: 300 } }).reason).toBe(
      "60 s do not outlast the connector's delays, which can hold one mail for 305 s: lower those in page 4, or enter more than 305.",
    );
  });

  test('a timeout that equals the delays only races them', () => {
    expect(timeoutAdvice({ timeout: 60, delays: { tarpitInterval: 0, maxAcknowledgementDelay: 60 } }).reason).toMatch(
      /^60 s do not outlast/,
    );
  });

  test('Exchange 2007 has no acknowledgement delay', () => {
    expect(
      timeoutAdvice({ timeout: 60, delays: { tarpitInterval: 5, maxAcknowledgementDelay: null } }).reason,
    ).toContain('for 5 s.');
  });
});

describe('ticks', () => {
  test('a number below 100 on an account without timeout probably shortens it', () => {
    expect(timeoutTicks({ current: null, wanted: 99 })).toEqual([
      {
        id: 'shortens-null',
        text: 'I know that this probably shortens it: no timeout is expected to mean 100 s, and 99 s is less.',
      },
    ]);
    expect(timeoutTicks({ current: null, wanted: 100 })).toEqual([]);
  });

  test('a number below the present one shortens it', () => {
    expect(timeoutTicks({ current: 60, wanted: 30 })).toEqual([
      { id: 'shortens', text: 'I know that this shortens it, from 60 s to 30 s.' },
    ]);
    expect(timeoutTicks({ current: 20, wanted: 60 })).toEqual([]);
    expect(timeoutTicks({ current: 60, wanted: 60 })).toEqual([]);
  });
});

describe('risks', () => {
  const severities = (current: number | null, wanted: number) =>
    timeoutRisks({ current, wanted, delays: installed }).map((risk) => risk.severity);

  test('20 to 60 has only the note that the process keeps account data', () => {
    expect(timeoutRisks({ current: 20, wanted: 60, delays: installed })).toEqual([
      {
        severity: 'info',
        text: 'It counts once the Database Mail process restarts, or after a few minutes: the process keeps account data in memory.',
      },
    ]);
  });

  test('35 s or less only race the delays, and NULL cannot be restored by a procedure', () => {
    expect(severities(20, 36)).toEqual(['info']);
    expect(severities(20, 35)).toEqual(['warning', 'info']);
    expect(severities(null, 60)).toEqual(['warning', 'info']);
    expect(severities(null, 30)).toEqual(['warning', 'warning', 'info']);
  });
});
