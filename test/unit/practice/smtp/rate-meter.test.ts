import { describe, expect, it } from 'vitest';
import { createLabClock } from '../../../../electron/engine/practice/clock';
import { createRateMeter } from '../../../../electron/engine/practice/smtp/rate-meter';

describe('the rate meter', () => {
  it('lets so many through in a lab minute, and then again', () => {
    let now = 0;
    const meter = createRateMeter({ ...createLabClock(0, 1), now: () => now });
    expect([1, 2, 3].map(() => meter.take(2, 'a'))).toEqual([true, true, false]);
    expect(meter.take(2, 'b')).toBe(true);
    now = 59_999;
    expect(meter.take(2, 'a')).toBe(false);
    now = 60_000;
    expect(meter.take(2, 'a')).toBe(true);
    expect(Array.from({ length: 50 }, () => meter.take(Infinity, 'a'))).not.toContain(false);
  });
});
