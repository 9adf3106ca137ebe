import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatTimeSpan,
  formatUnlimited,
  parseByteSize,
  parseCount,
  parseTimeSpan,
  parseUnlimited,
} from '../../../../shared/exchange/values';
import { ProblemError } from '../../../../shared/result';

const problemOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
};

describe('counts', () => {
  test.each([
    ['5000', 5000],
    [' 20 ', 20],
    ['unlimited', 'unlimited'],
    ['Unlimited', 'unlimited'],
    ['UNLIMITED', 'unlimited'],
  ])('%s', (text, value) => expect(parseUnlimited(text)).toBe(value));

  test.each(['', '5,000', '-1', '2 %', '1e3', 'none', '٥', '12345678901'])('"%s" is refused', (text) => {
    expect(problemOf(() => parseUnlimited(text))?.code).toBe('exchange/unreadable-value');
  });

  test('a percentage has no unlimited', () => {
    expect(parseCount('2')).toBe(2);
    expect(problemOf(() => parseCount('unlimited'))?.code).toBe('exchange/unreadable-value');
  });

  test('the problem names attribute and value', () => {
    expect(problemOf(() => parseCount('two', 'MaxInboundConnectionPercentagePerSource'))?.detail).toBe(
      'MaxInboundConnectionPercentagePerSource is "two", which is not a whole number.',
    );
  });

  test('are written as Exchange takes them', () => {
    expect([formatUnlimited(5000), formatUnlimited('unlimited')]).toEqual(['5000', 'unlimited']);
  });
});

describe('times', () => {
  test.each([
    ['00:00:00', 0],
    ['00:00:30', 30],
    ['00:10:00', 600],
    ['23:59:59', 86_399],
    ['1.00:00:00', 86_400],
    ['0.00:00:05', 5],
  ])('%s', (text, seconds) => expect(parseTimeSpan(text)).toBe(seconds));

  test.each([
    '',
    '30',
    '00:30',
    '00:00:60',
    '24:00:00',
    '00:00:05.5',
    '00:00:09.6750000',
    '-00:00:05',
    '1:00:00:00',
    'unlimited',
  ])('"%s" is refused', (text) => expect(problemOf(() => parseTimeSpan(text))?.code).toBe('exchange/unreadable-value'));

  test.each([
    [0, '00:00:00'],
    [30, '00:00:30'],
    [600, '00:10:00'],
    [86_400, '1.00:00:00'],
    [93_784, '1.02:03:04'],
  ])('%d is written as %s', (seconds, text) => expect(formatTimeSpan(seconds)).toBe(text));

  test.each([-1, 0.5, NaN])('%d cannot be written', (seconds) => {
    expect(() => formatTimeSpan(seconds)).toThrow(RangeError);
  });

  test('come back as they were written', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (seconds) => {
        expect(parseTimeSpan(formatTimeSpan(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('sizes', () => {
  test.each([
    ['36 MB (37,748,736 bytes)', 37_748_736],
    ['36 MB (37.748.736 bytes)', 37_748_736],
    ['36 MB (37\u00a0748\u00a0736 bytes)', 37_748_736],
    ['64 KB (65,536 bytes)', 65_536],
    ['10MB', 10_485_760],
    ['10 mb', 10_485_760],
    ['65536', 65_536],
    ['65536 B', 65_536],
    ['2 GB', 2_147_483_648],
  ])('%s', (text, bytes) => expect(parseByteSize(text)).toBe(bytes));

  test.each(['', 'MB', '10 XB', '1.5 MB', 'unlimited', '36 MB (many bytes)', '(1,2 bytes)'])(
    '"%s" is refused',
    (text) => {
      expect(problemOf(() => parseByteSize(text))?.code).toBe('exchange/unreadable-value');
    },
  );
});

test('no text makes a parser fail in another way', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(parseUnlimited, parseCount, parseTimeSpan, parseByteSize),
      (text, parse) => {
        problemOf(() => parse(text));
      },
    ),
  );
});
