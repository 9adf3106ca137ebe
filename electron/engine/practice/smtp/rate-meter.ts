import type { LabClock } from '../clock';

/** MessageRateLimit: mails a source may start in a lab minute. */
export type RateMeter = {
  /** Counts one mail; false when the source is over its limit. */
  take(limit: number, source: string): boolean;
};

const minute = 60_000;

export function createRateMeter(clock: LabClock): RateMeter {
  const recent = new Map<string, number[]>();
  return {
    take(limit, source) {
      if (limit === Infinity) return true;
      const now = clock.now();
      const times = (recent.get(source) ?? []).filter((time) => now - time < minute);
      if (times.length >= limit) return false;
      recent.set(source, [...times, now]);
      return true;
    },
  };
}
