import { expect, it, test } from 'vitest';
import { fromRanges, subjectOf, subjectStart, toRanges } from '../../../../shared/database-mail/test-mails';

it.each<[number[], [number, number][]]>([
  [[], []],
  [[7], [[7, 7]]],
  [[3, 1, 2], [[1, 3]]],
  [
    [10, 12, 11, 20, 22, 21],
    [
      [10, 12],
      [20, 22],
    ],
  ],
  [[5, 5, 6], [[5, 6]]],
])('%j as ranges, and back', (ids, ranges) => {
  expect(toRanges(ids)).toEqual(ranges);
  expect(fromRanges(ranges)).toEqual([...new Set(ids)].sort((a, b) => a - b));
});

test('a subject begins with its marker', () => {
  expect(subjectOf('run-7f3a2b1c', 7, 100)).toBe('[run-7f3a2b1c 007/100] RelayTune test mail');
  expect(subjectOf('run-7f3a2b1c', 7, 100).startsWith(subjectStart('run-7f3a2b1c'))).toBe(true);
});
