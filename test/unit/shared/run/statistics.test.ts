import { describe, expect, it } from 'vitest';
import { percentile, ratePerSecond } from '../../../../shared/run/statistics';

describe('percentile', () => {
  it.each([
    [[], 95, null],
    [[7], 50, 7],
    [[3, 1, 2], 50, 2],
    [[1, 2, 3, 4], 50, 2],
    [Array.from({ length: 100 }, (_, index) => index + 1), 95, 95],
    [Array.from({ length: 100 }, (_, index) => index + 1), 100, 100],
    [[10, 20], 0, 10],
  ])('of %j at %i %% is %j', (values, percent, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    percentile(values, 50);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('ratePerSecond', () => {
  it.each([
    [100, 0, 4000, 25],
    [20, 250, 100_250, 0.2],
    [0, 0, 1000, null],
    // sent_date has whole seconds, so a burst can seem to end before it began.
    [1, 900, 0, null],
    [1, 500, 500, null],
  ])('%i mails from %i to %i ms: %j', (count, first, last, expected) => {
    expect(ratePerSecond(count, first, last)).toBe(expected);
  });
});
