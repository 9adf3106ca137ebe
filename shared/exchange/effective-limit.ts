import { formatNumber } from '../format';
import type { EffectiveLimit } from '../run/plan';
import type { ConnectionLimits, Unlimited } from './connector';

/**
 * The most sessions one source can hold at once, while others hold `othersOpen` on the same connector.
 * Exchange counts the new session in both numbers: with T sessions in all and n from this source it refuses when
 * T > MaxInboundConnection, n > MaxInboundConnectionPerSource, or n > ceil((MaxInboundConnection - T) x percentage / 100),
 * in this order, so the first of equal bounds is the one that answers. 100 % and an unlimited MaxInboundConnection each
 * switch the percentage off. (How 2013-era builds behave; expected, not confirmed on 2010: the ladder measures it.)
 */
export function effectiveLimit(limits: ConnectionLimits, othersOpen = 0): EffectiveLimit {
  const { maxInboundConnection: total, maxInboundConnectionPerSource: perSource } = limits;
  const percentage = limits.maxInboundConnectionPercentagePerSource;
  const free = total === 'unlimited' ? Infinity : Math.max(0, total - othersOpen);
  const bounds: [number, string][] = [
    [free, 'MaxInboundConnection'],
    [perSource === 'unlimited' ? Infinity : perSource, 'MaxInboundConnectionPerSource'],
    [percentageBound(free, percentage), 'MaxInboundConnectionPercentagePerSource'],
  ];
  return bounds.reduce<EffectiveLimit>(
    (least, [limit, heldBy]) => (limit < (least.limit ?? Infinity) ? { limit, heldBy } : least),
    { limit: null, heldBy: null },
  );
}

/** Whether n sessions of one source pass the percentage rule, with `free` connections left by all others. */
const admits = (n: number, free: number, percentage: number) => n <= Math.ceil(((free - n) * percentage) / 100);

/** The largest n that the percentage rule admits, by search. */
function percentageBound(free: number, percentage: number): number {
  if (percentage >= 100 || free === Infinity) return Infinity;
  // More sessions leave less free, so the rule only ever turns from true to false: halving finds the edge.
  let admitted = 0;
  let refused = free + 1;
  while (refused - admitted > 1) {
    const middle = Math.floor((admitted + refused) / 2);
    if (admits(middle, free, percentage)) admitted = middle;
    else refused = middle;
  }
  return admitted;
}

export type PercentageQuestion = { maxInboundConnection: Unlimited; target: number; othersOpen: number };

/** The smallest percentage with which one source can reach `target` sessions; 100 (rule off) when none below does. */
export function smallestPercentage({ maxInboundConnection, target, othersOpen }: PercentageQuestion): number {
  if (maxInboundConnection === 'unlimited') return 1;
  let percentage = 1;
  while (percentage < 100 && !admits(target, maxInboundConnection - othersOpen, percentage)) percentage += 1;
  return percentage;
}

/** One sentence without its full stop: the number, the attribute that holds it, and why. */
export function explainLimit(limits: ConnectionLimits, othersOpen = 0): string {
  const { limit, heldBy } = effectiveLimit(limits, othersOpen);
  if (limit === null || heldBy === null) return 'No limit: one source can open any number of connections';
  return `${formatNumber(limit)}, held by ${heldBy}${why(limits, heldBy, limit, othersOpen)}`;
}

function why(limits: ConnectionLimits, heldBy: string, limit: number, othersOpen: number): string {
  const { maxInboundConnection: total, maxInboundConnectionPercentagePerSource: percentage } = limits;
  if (total === 'unlimited' || heldBy === 'MaxInboundConnectionPerSource') return '';
  if (heldBy === 'MaxInboundConnection') {
    return othersOpen === 0
      ? ': that is all it takes from everyone together'
      : `: others hold ${formatNumber(othersOpen)} of ${formatNumber(total)}`;
  }
  return `: ${percentage} % of the ${formatNumber(total - othersOpen - limit)} connections still free`;
}
