import { expect, test } from 'vitest';
import { formatMs, formatNumber, formatSeconds } from '../../../shared/format';

test.each([
  [0, '0'],
  [999, '999'],
  [4901, '4,901'],
  [2_147_483_647, '2,147,483,647'],
  [-1200, '-1,200'],
  [1234.5678, '1,234.5678'],
])('%d is shown as %s', (value, text) => expect(formatNumber(value)).toBe(text));

test.each([
  [0, '0 s'],
  [30, '30 s'],
  [60, '1 min'],
  [90, '1 min 30 s'],
  [3900, '1 h 5 min'],
  [86_400, '24 h'],
])('%d seconds are shown as %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [2449, '2.4 s'],
  [59_900, '59.9 s'],
  [59_990, '1 min'],
  [90_000, '1 min 30 s'],
])('%d ms are shown as %s', (milliseconds, text) => expect(formatMs(milliseconds)).toBe(text));
