import { formatNumber } from '../format';
import { whyNotComparable } from './comparison';
import type { LadderResult } from './measurement';

export type LadderComparison = {
  /** Why they are not comparable; null where they are. */
  notComparable: string | null;
  /** "sessions of one source 20 -> 100". */
  fact: string;
};

/** The sessions of one source, before and after: of the same source, server and connector, where both climbs tell something. */
export function compareLadders(before: LadderResult, after: LadderResult): LadderComparison {
  const untold = [before, after].find((ladder) => whyNoLimit(ladder) !== null);
  return {
    notComparable: untold
      ? `The ladder ${untold === before ? 'before' : 'after'} the changes tells no limit: ${whyNoLimit(untold)}.`
      : howTheyDiffer(before, after),
    fact: `sessions of one source ${measuredLimit(before)} → ${measuredLimit(after)}`,
  };
}

/** `20`, or `at least 105` where no refusal named the source's limit. */
export const measuredLimit = ({ limit, opened }: LadderResult) =>
  limit === null ? `at least ${opened}` : String(limit);

/** Why a ladder tells no limit though it met with something, as the end of a sentence; null where it tells one, or was never refused. */
export function whyNoLimit({ stopped, dropped, refusal, limit, opened, alreadyOpen }: LadderResult): string | null {
  if (stopped) return 'it was stopped';
  if (dropped > 0) return `${sessionsText(dropped)} ended while they were held`;
  if (refusal === null || limit !== null) return null;
  if (refusal.class === 'total-limit')
    return `the total limit MaxInboundConnection was reached with ${sessionsText(opened + (alreadyOpen ?? 0))} of this source`;
  return refusal.class === 'per-source-limit'
    ? 'Exchange named one, but not three times on end'
    : 'what Exchange answered names none';
}

/** `1 session`, `20 sessions`. */
export const sessionsText = (count: number) => (count === 1 ? '1 session' : `${formatNumber(count)} sessions`);

function howTheyDiffer(before: LadderResult, after: LadderResult): string | null {
  return whyNotComparable('ladder', before, after, [
    ['source address', before.sourceAddress, after.sourceAddress],
    ['server', `${before.host}:${before.port}`, `${after.host}:${after.port}`],
    ['receive connector', before.connectorIdentity, after.connectorIdentity],
  ]);
}
