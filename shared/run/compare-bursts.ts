import { beyondThisFix } from './beyond-this-fix';
import { compareSides, minuteText, timeText, whyNotComparable, type Decision, type Side } from './comparison';
import type { BurstResult } from './measurement';

/**
 * Two Database Mail bursts side by side. Comparable: same count, size, account (the one that the profile tries first,
 * whatever is chosen on page 5), source and connector.
 */
export function compareBursts(before: BurstResult, after: BurstResult): Decision {
  const difference = firstDifference(before, after);
  if (difference !== null) return { verdict: 'Not comparable', rule: difference, facts: [] };
  const { verdict, rule } = compareSides(sideOf(before), sideOf(after), 'sent');
  return { verdict, rule: `${rule}${beyondThisFix(after)}`, facts: factsOf(before, after) };
}

const sideOf = (burst: BurstResult): Side => ({
  symptoms: perSource(burst) + burst.timedOut,
  failed: burst.failed,
  isWhole: burst.sent === burst.asked,
  p95Ms: burst.p95Ms,
});

const perSource = (burst: BurstResult) =>
  burst.causes.filter((entry) => entry.cause === 'per-source-limit').reduce((sum, entry) => sum + entry.tries, 0);

function firstDifference(before: BurstResult, after: BurstResult): string | null {
  const areWhole = !before.stopped && !after.stopped;
  if (areWhole && before.accountId !== after.accountId)
    return 'The profile’s first Database Mail account was another one in each of the two bursts.';
  return whyNotComparable('burst', before, after, [
    ['number of mails', before.asked, after.asked],
    ['size of the mails', before.bodyBytes, after.bodyBytes],
    ['source address', before.sourceAddress, after.sourceAddress],
    ['receive connector', before.connectorIdentity, after.connectorIdentity],
  ]);
}

function factsOf(before: BurstResult, after: BurstResult): string[] {
  return [
    `421s ${before.refused421} → ${after.refused421}`,
    `timeouts ${before.timedOut} → ${after.timedOut}`,
    `failed ${before.failed} → ${after.failed}`,
    `sent ${before.sent} of ${before.asked} → ${after.sent} of ${after.asked}`,
    `p95 ${timeText(before.p95Ms)} → ${timeText(after.p95Ms)}`,
    `mails per minute ${minuteText(before.perSecond)} → ${minuteText(after.perSecond)}`,
  ];
}
