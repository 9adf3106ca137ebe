import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { SmtpBurstResult } from '../../../shared/run/smtp-burst';

const resolutionMs = 10;
const nanoseconds = 1e6;
/** Above this the times measured would be this computer's own. */
const mostTrustedMs = 50;

/** Watches how late this process is with what it was meant to do, from now until `result`. Wall milliseconds. */
export function watchLag(): { result(): SmtpBurstResult['lag'] } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  return {
    result() {
      delay.disable();
      // It counts the time between two of its own ticks, which are never less than the resolution apart.
      const lateness = (value: number) => Math.max(0, value / nanoseconds - resolutionMs);
      const p99Ms = lateness(delay.percentile(99));
      return { p99Ms, maxMs: lateness(delay.max), isTrusted: p99Ms <= mostTrustedMs };
    },
  };
}
