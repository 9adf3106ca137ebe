import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDelay, checkPercentage, checkPerSource } from '../../../../shared/exchange/validate';

describe('MaxInboundConnectionPerSource', () => {
  test.each([
    ['1', 1, '1'],
    [' 100 ', 100, '100'],
    ['0100', 100, '100'],
    ['10000', 10_000, '10000'],
    ['Unlimited', 'unlimited', 'unlimited'],
  ])('%s', (typed, value, text) => expect(checkPerSource(typed)).toEqual({ ok: true, value, text }));

  test.each(['', '0', '10001', '-1', '1.5', '1,000', 'none', '1e3', '100; Remove-Item'])('"%s" is refused', (typed) => {
    expect(checkPerSource(typed)).toEqual({
      ok: false,
      message: 'Enter a whole number from 1 to 10000, or unlimited.',
    });
  });
});

describe('MaxInboundConnectionPercentagePerSource', () => {
  test.each([
    ['1', 1],
    ['3', 3],
    ['100', 100],
  ])('%s', (typed, value) => expect(checkPercentage(typed)).toEqual({ ok: true, value, text: String(value) }));

  test.each(['', '0', '101', '3 %', '2.5'])('"%s" is refused', (typed) => {
    expect(checkPercentage(typed)).toEqual({
      ok: false,
      message: 'Enter a whole number from 1 to 100, without the % sign.',
    });
  });

  test('unlimited is told what to enter instead', () => {
    expect(checkPercentage('unlimited')).toEqual({
      ok: false,
      message: 'Enter a whole number from 1 to 100; this one takes no "unlimited", but 100 switches it off.',
    });
  });
});

describe('TarpitInterval and MaxAcknowledgementDelay', () => {
  test.each([
    ['0', 0, '00:00:00'],
    ['30', 30, '00:00:30'],
    ['90', 90, '00:01:30'],
    ['600', 600, '00:10:00'],
    ['00:00:05', 5, '00:00:05'],
    ['0:10:00', 600, '00:10:00'],
  ])('%s', (typed, value, text) => expect(checkDelay(typed)).toEqual({ ok: true, value, text }));

  test.each(['', '601', '00:10:01', '01:00:00', '00:00:60', '0:30', '30s', '-5', '1.00:00:00', 'unlimited'])(
    '"%s" is refused',
    (typed) => {
      expect(checkDelay(typed)).toEqual({
        ok: false,
        message: 'Enter whole seconds from 0 to 600, or a time from 00:00:00 to 00:10:00.',
      });
    },
  );

  test('whatever is accepted is sent as a time of ten minutes at most', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat(2000).map(String)), (typed) => {
        const checked = checkDelay(typed);
        if (checked.ok) expect(checked.text).toMatch(/^00:(?:0\d:[0-5]\d|10:00)$/);
        else expect(checked.message).not.toBe('');
      }),
    );
  });
});
