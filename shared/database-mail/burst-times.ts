import type { BurstResult } from '../run/measurement';
import { percentile, ratePerSecond } from '../run/statistics';
import type { MailStatus } from './mail-status';

type Times = Pick<BurstResult, 'perSecond' | 'bestSecond' | 'p50Ms' | 'p95Ms' | 'p99Ms' | 'maxMs' | 'untimed'>;

/** sent_date has whole seconds and may be rounded: a delay comes out negative by as much as this. */
const roundingMs = 2000;

/**
 * Delays and rate of the sent mails, from msdb's own two dates. A slightly negative delay counts as 0. msdb writes local
 * time, so a change to or from summer time (or a corrected clock) between the two dates makes nonsense of a delay: one
 * that is clearly negative, or longer than the whole test took, is counted in `untimed` and nowhere else.
 * @param elapsedMs how long the test took by the clock of RelayTune
 */
export function timesOf(mails: readonly MailStatus[], elapsedMs: number): Times {
  const isPlausible = (ms: number) => ms >= -roundingMs && ms <= elapsedMs + roundingMs;
  const sent = mails.flatMap(({ status, requestedMs, sentMs }) =>
    status === 'sent' && sentMs !== null ? [{ requestedMs, sentMs }] : [],
  );
  const delays = sent
    .map((mail) => mail.sentMs - mail.requestedMs)
    .filter(isPlausible)
    .map((ms) => Math.max(0, ms));
  const first = least(mails.map((mail) => mail.requestedMs));
  const last = greatest(sent.map((mail) => mail.sentMs));
  return {
    perSecond: isPlausible(last - first) ? ratePerSecond(sent.length, first, last) : null,
    bestSecond: mostInOneSecond(sent.map((mail) => mail.sentMs)),
    p50Ms: percentile(delays, 50),
    p95Ms: percentile(delays, 95),
    p99Ms: percentile(delays, 99),
    maxMs: percentile(delays, 100),
    untimed: sent.length - delays.length,
  };
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);

function mostInOneSecond(times: readonly number[]): number | null {
  const seconds = new Map<number, number>();
  for (const time of times) {
    const second = Math.floor(time / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return times.length === 0 ? null : greatest([...seconds.values()]);
}
