/** The smallest value that at least `percent` % of the values do not exceed (nearest rank); null for no values. */
export function percentile(values: readonly number[], percent: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? null;
}

/** Mails per second between the first request and the last hand-over; null when nothing was sent or no time passed. */
export function ratePerSecond(count: number, firstRequestMs: number, lastSentMs: number): number | null {
  const seconds = (lastSentMs - firstRequestMs) / 1000;
  return count === 0 || seconds <= 0 ? null : count / seconds;
}
