import { compareSmtpBursts } from './compare-smtp-bursts';
import { compareSides, rateText, secondsText, whyNotComparable, type Decision, type Side } from './comparison';
import type { BurstResult } from './measurement';
import type { RunState } from './state';

export type { Decision, Verdict } from './comparison';

/**
 * The verdict on the Database Mail burst; where there are not two of those, on the SMTP burst, which the rule then says.
 * Comparable: same count, size, account (the one that the profile tries first, whatever is chosen on page 5), source and
 * connector.
 */
export function decideVerdict(state: Pick<RunState, 'before' | 'after'>): Decision {
  const before = state.before.burst;
  const after = state.after.burst;
  if (before && after) return compareBursts(before, after);
  if (state.before.smtpBurst && state.after.smtpBurst) {
    const decision = compareSmtpBursts(state.before.smtpBurst, state.after.smtpBurst);
    const why = 'By the SMTP burst, since Database Mail was not tested both before and after the changes.';
    return { ...decision, rule: `${why} ${decision.rule}` };
  }
  return {
    verdict: 'Not tested',
    rule: before
      ? 'No test burst has been sent after the changes yet.'
      : 'No test burst was sent before the changes, so there is nothing to compare with.',
    facts: [],
  };
}

function compareBursts(before: BurstResult, after: BurstResult): Decision {
  const facts = factsOf(before, after);
  const difference = firstDifference(before, after);
  if (difference !== null) return { verdict: 'Not comparable', rule: difference, facts };
  return { ...compareSides(sideOf(before), sideOf(after), 'sent'), facts };
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
  return whyNotComparable(before, after, [
    ['number of mails', before.asked, after.asked],
    ['size of the mails', before.bodyBytes, after.bodyBytes],
    ['source address', before.sourceAddress, after.sourceAddress],
    ['receive connector', before.connectorIdentity, after.connectorIdentity],
  ]);
}

function factsOf(before: BurstResult, after: BurstResult): string[] {
  return [
    `421s ${before.refused421} -> ${after.refused421}`,
    `timeouts ${before.timedOut} -> ${after.timedOut}`,
    `failed ${before.failed} -> ${after.failed}`,
    `sent ${before.sent} of ${before.asked} -> ${after.sent} of ${after.asked}`,
    `p95 ${secondsText(before.p95Ms)} -> ${secondsText(after.p95Ms)}`,
    `rate ${rateText(before.perSecond)} -> ${rateText(after.perSecond)}`,
  ];
}
