import type { SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { countQuantiles } from './quantiles';

const everyMs = 10;
/** Above this the times measured would be this computer's own. */
const mostTrustedMs = 50;

/**
 * Watches how late this process is with what it was meant to do each 10 ms, until `end`. A process that was held up for half a second
 * was late fifty times and not once: each act it missed meanwhile counts with its own lateness. Wall milliseconds.
 */
export function watchLag(): { end(): void; result(): SmtpBurstResult['lag'] } {
  const lateness = countQuantiles();
  let dueMs = performance.now() + everyMs;
  const timer = setInterval(() => {
    const now = performance.now();
    for (; dueMs <= now; dueMs += everyMs) lateness.record(now - dueMs);
  }, everyMs);
  return {
    end: () => clearInterval(timer),
    result() {
      const { p99: p99Ms = 0, max: maxMs = 0 } = lateness.quantiles() ?? {};
      return { p99Ms, maxMs, isTrusted: p99Ms <= mostTrustedMs };
    },
  };
}
