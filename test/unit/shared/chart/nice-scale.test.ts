import { expect, it } from 'vitest';
import { niceScale } from '../../../../shared/chart/nice-scale';

it.each<[number, number, number[]]>([
  [20, 4, [0, 5, 10, 15, 20]],
  [23, 4, [0, 10, 20, 30]],
  [95, 5, [0, 20, 40, 60, 80, 100]],
  [0.3, 3, [0, 0.1, 0.2, 0.3]],
  [1234, 5, [0, 500, 1000, 1500]],
  [1, 4, [0, 0.5, 1]],
  [0, 4, [0, 1]],
])('up to %d with about %d marks', (largest, about, ticks) => {
  expect(niceScale(largest, about)).toEqual({ end: ticks.at(-1), ticks });
});

it('has no half sessions', () => {
  expect(niceScale(1, 4, true).ticks).toEqual([0, 1]);
  expect(niceScale(3, 4, true).ticks).toEqual([0, 1, 2, 3]);
});
