import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Quantiles } from '../../../shared/run/smtp-burst';

export type QuantileCounter = {
  /** Negative values count as 0. */
  record(milliseconds: number): void;
  /** Null when nothing was recorded. */
  quantiles(): Quantiles | null;
};

const perMillisecond = 1000;
/** The longest time told apart from a longer one: three hours, in microseconds. */
const longest = 3 * 3600 * 1000 * perMillisecond;

/** An HDR histogram (Node's own, which is HdrHistogram): microseconds, three significant digits, in bounded memory. */
export function countQuantiles(): QuantileCounter {
  const histogram: RecordableHistogram = createHistogram({ lowest: 1, highest: longest, figures: 3 });
  let count = 0;
  const at = (percent: number) => histogram.percentile(percent) / perMillisecond;
  return {
    record(milliseconds) {
      histogram.record(Math.min(longest, Math.max(1, Math.round(milliseconds * perMillisecond))));
      count += 1;
    },
    quantiles: () =>
      count === 0
        ? null
        : { count, p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: histogram.max / perMillisecond },
  };
}
