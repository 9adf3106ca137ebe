import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConnectionLimits, Unlimited } from '../../../../shared/exchange/connector';
import { effectiveLimit, explainLimit, smallestPercentage } from '../../../../shared/exchange/effective-limit';

const limits = (total: Unlimited, percentage: number, perSource: Unlimited): ConnectionLimits => ({
  maxInboundConnection: total,
  maxInboundConnectionPerSource: perSource,
  maxInboundConnectionPercentagePerSource: percentage,
});

const percentageHolds = 'MaxInboundConnectionPercentagePerSource';
const perSourceHolds = 'MaxInboundConnectionPerSource';
const totalHolds = 'MaxInboundConnection';

describe('the table of limits, computed by hand', () => {
  const others = [0, 100, 1000, 4000] as const;
  const rows: [
    total: Unlimited,
    percentage: number,
    perSource: Unlimited,
    expected: readonly number[],
    heldBy: string,
  ][] = [
    [5000, 2, 20, [20, 20, 20, 20], perSourceHolds],
    [5000, 2, 100, [99, 97, 79, 20], percentageHolds],
    [5000, 2, 150, [99, 97, 79, 20], percentageHolds],
    [5000, 2, 'unlimited', [99, 97, 79, 20], percentageHolds],
    [5000, 3, 150, [146, 143, 117, 30], percentageHolds],
    [5000, 4, 150, [150, 150, 150, 39], perSourceHolds],
    [5000, 20, 100, [100, 100, 100, 100], perSourceHolds],
    [5000, 11, 500, [496, 486, 397, 99], percentageHolds],
    [5000, 12, 500, [500, 500, 429, 108], perSourceHolds],
    [5000, 100, 500, [500, 500, 500, 500], perSourceHolds],
    [1000, 2, 20, [20, 18, 0, 0], perSourceHolds],
    [500, 2, 20, [10, 8], percentageHolds],
    ['unlimited', 2, 100, [100, 100, 100, 100], perSourceHolds],
  ];
  test.each(rows)('%s, %d %%, %s', (total, percentage, perSource, expected, heldBy) => {
    const of = (open: number) => effectiveLimit(limits(total, percentage, perSource), open);
    expect(expected.map((_, index) => of(others[index] ?? 0).limit)).toEqual(expected);
    expect(of(0).heldBy).toBe(heldBy);
  });

  test('1000, 2 %, 20: the percentage binds already with 100 others', () => {
    expect(effectiveLimit(limits(1000, 2, 20), 100)).toEqual({ limit: 18, heldBy: percentageHolds });
  });
});

describe('MaxInboundConnection itself can bind', () => {
  test.each([
    [limits(50, 100, 100), 0, 50],
    [limits(50, 100, 'unlimited'), 20, 30],
    [limits(100, 100, 100), 0, 100],
    [limits(50, 2, 20), 50, 0],
    [limits(50, 2, 20), 70, 0],
  ])('%j with %d others', (settings, others, limit) => {
    expect(effectiveLimit(settings, others)).toEqual({ limit, heldBy: totalHolds });
  });
});

test('no limit applies where all are off', () => {
  expect(effectiveLimit(limits('unlimited', 2, 'unlimited'))).toEqual({ limit: null, heldBy: null });
});

describe('smallest percentage', () => {
  test.each([
    [50, 1],
    [99, 2],
    [100, 3],
    [150, 4],
    [200, 5],
    [300, 7],
    [500, 12],
    [1000, 25],
  ])('5000, nobody else: %d sessions take %d %%', (target, percentage) => {
    expect(smallestPercentage({ maxInboundConnection: 5000, target, othersOpen: 0 })).toBe(percentage);
  });

  test('grows with the sessions of others', () => {
    expect(smallestPercentage({ maxInboundConnection: 5000, target: 100, othersOpen: 4000 })).toBe(12);
  });

  test('is 100 where only switching the rule off helps, and 1 where it does not apply', () => {
    expect(smallestPercentage({ maxInboundConnection: 100, target: 100, othersOpen: 0 })).toBe(100);
    expect(smallestPercentage({ maxInboundConnection: 'unlimited', target: 9000, othersOpen: 0 })).toBe(1);
  });
});

describe("against Exchange's three refusals, session by session", () => {
  const settings = fc.record({
    total: fc.integer({ min: 1, max: 400 }),
    percentage: fc.integer({ min: 1, max: 100 }),
    perSource: fc.integer({ min: 1, max: 120 }),
    others: fc.integer({ min: 0, max: 450 }),
  });

  test('the limit is the number of sessions admitted before the first refusal', () => {
    fc.assert(
      fc.property(settings, ({ total, percentage, perSource, others }) => {
        let n = 0;
        let refusedBy = '';
        while (refusedBy === '') {
          n += 1;
          const all = others + n;
          if (all > total) refusedBy = totalHolds;
          else if (n > perSource) refusedBy = perSourceHolds;
          else if (percentage < 100 && n > Math.ceil(((total - all) * percentage) / 100)) refusedBy = percentageHolds;
        }
        expect(effectiveLimit(limits(total, percentage, perSource), others)).toEqual({
          limit: n - 1,
          heldBy: refusedBy,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('the smallest percentage reaches its target and the one below does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9999 }), fc.integer({ min: 1, max: 99 }), (total, target) => {
        const percentage = smallestPercentage({ maxInboundConnection: total, target, othersOpen: 0 });
        const reach = (value: number) => effectiveLimit(limits(total, value, 'unlimited')).limit ?? 0;
        expect(reach(percentage)).toBeGreaterThanOrEqual(target);
        if (percentage > 1) expect(reach(percentage - 1)).toBeLessThan(target);
      }),
    );
  });
});

describe('in words', () => {
  test.each([
    [
      limits(5000, 2, 100),
      0,
      '99, held by MaxInboundConnectionPercentagePerSource: 2 % of the 4,901 connections still free',
    ],
    [
      limits(5000, 2, 100),
      1000,
      '79, held by MaxInboundConnectionPercentagePerSource: 2 % of the 3,921 connections still free',
    ],
    [limits(5000, 2, 20), 0, '20, held by MaxInboundConnectionPerSource'],
    [limits('unlimited', 2, 1500), 0, '1,500, held by MaxInboundConnectionPerSource'],
    [limits(50, 100, 100), 0, '50, held by MaxInboundConnection: that is all it takes from everyone together'],
    [limits(5000, 100, 100), 4950, '50, held by MaxInboundConnection: others hold 4,950 of 5,000'],
    [limits('unlimited', 2, 'unlimited'), 0, 'No limit: one source can open any number of connections'],
  ])('%j with %d others', (settings, others, text) => expect(explainLimit(settings, others)).toBe(text));
});
