import { expect, it } from 'vitest';
import { formatMs } from '../../../../shared/format';
import { changeWords, type Measure } from '../../../../shared/run/change-words';

it.each<[number | null, number | null, Measure, string]>([
  [23, 0, 'count', '23 fewer'],
  [61, 100, 'count', '39 more'],
  [100, 100, 'count', 'the same'],
  [31_000, 400, 'time', '99 % shorter'],
  [1000, 1200, 'time', '20 % longer'],
  [1000, 2400, 'time', '2.4 times as long'],
  [800, 803, 'time', '1 % longer'],
  [0, 400, 'time', 'longer'],
  [0.41, 8.5, 'rate', '21 times as many'],
  [8, 4, 'rate', '50 % less'],
  [4, 6, 'rate', '50 % more'],
  [null, 400, 'time', ''],
  [400, null, 'time', ''],
])('%d to %d (%s) is "%s"', (before, after, measure, words) => {
  expect(changeWords(before, after, measure, String)).toBe(words);
});

it('is the same where both are shown alike', () => {
  expect(changeWords(799.6, 800.4, 'time', formatMs)).toBe('the same');
  expect(changeWords(799, 800, 'time', formatMs)).toBe('1 % longer');
});
