import type { BurstResult } from './measurement';
import type { RunState } from './state';

export type Verdict = 'Fixed' | 'Better' | 'No change' | 'Worse' | 'Not tested' | 'Not comparable';

export type Decision = {
  verdict: Verdict;
  /** Why, in one sentence. */
  rule: string;
  /** "421s 23 -> 0", "p95 31.0 s -> 0.4 s", ...; empty without two bursts. */
  facts: string[];
};

/**
 * The verdict on the Database Mail burst, by rule and not by eye. Comparable: same count, size, account (the one that
 * the profile tries first, whatever is chosen on page 5), source and connector. Fixed: a per-source 421 or a timeout before, neither after, and sent = asked. Worse: more failed mails, or
 * p95 over 1.2 x with no fewer failures. Better: failures or p95 down by 20 % or more. No change otherwise.
 */
export function decideVerdict(state: Pick<RunState, 'before' | 'after'>): Decision {
  const before = state.before.burst;
  const after = state.after.burst;
  if (!before)
    return {
      verdict: 'Not tested',
      rule: 'No test burst was sent before the changes, so there is nothing to compare with.',
      facts: [],
    };
  if (!after) return { verdict: 'Not tested', rule: 'No test burst has been sent after the changes yet.', facts: [] };
  const facts = factsOf(before, after);
  const difference = firstDifference(before, after);
  if (difference !== null) return { verdict: 'Not comparable', rule: difference, facts };
  return { ...decide(before, after), facts };
}

function decide(before: BurstResult, after: BurstResult): Pick<Decision, 'verdict' | 'rule'> {
  const symptomsBefore = perSource(before) + before.timedOut;
  const symptomsAfter = perSource(after) + after.timedOut;
  if (symptomsBefore > 0 && symptomsAfter === 0 && after.sent === after.asked) {
    return {
      verdict: 'Fixed',
      rule: 'There were per-source 421s or timeouts before; there are none after, and every mail was sent.',
    };
  }
  const p95Before = before.p95Ms;
  const p95After = after.p95Ms;
  if (after.failed > before.failed)
    return { verdict: 'Worse', rule: `More mails failed: ${before.failed} before, ${after.failed} after.` };
  if (p95Before !== null && p95After !== null && p95After > 1.2 * p95Before && after.failed >= before.failed) {
    return { verdict: 'Worse', rule: 'The slowest mails took over 1.2 times as long, and no fewer failed.' };
  }
  if (before.failed > 0 && after.failed <= 0.8 * before.failed) {
    return {
      verdict: 'Better',
      rule: `Fewer mails failed: ${before.failed} before, ${after.failed} after (20 % or more).`,
    };
  }
  if (p95Before !== null && p95After !== null && p95After <= 0.8 * p95Before) {
    return { verdict: 'Better', rule: 'The slowest mails were faster by 20 % or more.' };
  }
  if (symptomsBefore + symptomsAfter + before.failed + after.failed === 0)
    return {
      verdict: 'No change',
      rule: 'Nothing to fix was seen: no per-source 421, no timeout and no failed mail, before or after.',
    };
  return { verdict: 'No change', rule: 'Neither failures nor delays changed by as much as 20 %.' };
}

const perSource = (burst: BurstResult) =>
  burst.causes.filter((entry) => entry.cause === 'per-source-limit').reduce((sum, entry) => sum + entry.tries, 0);

function firstDifference(before: BurstResult, after: BurstResult): string | null {
  if (before.stopped || after.stopped)
    return `The burst ${before.stopped ? 'before' : 'after'} the changes was stopped, so its numbers are not whole.`;
  if (before.accountId !== after.accountId)
    return 'The profile’s first Database Mail account was another one in each of the two bursts.';
  const compared: [string, string | number, string | number][] = [
    ['number of mails', before.asked, after.asked],
    ['size of the mails', before.bodyBytes, after.bodyBytes],
    ['source address', before.sourceAddress, after.sourceAddress],
    ['receive connector', before.connectorIdentity, after.connectorIdentity],
  ];
  const different = compared.find(([, one, other]) => one !== other);
  return different
    ? `The two bursts differ in the ${different[0]}: ${different[1]} before, ${different[2]} after.`
    : null;
}

function factsOf(before: BurstResult, after: BurstResult): string[] {
  return [
    `421s ${before.refused421} -> ${after.refused421}`,
    `timeouts ${before.timedOut} -> ${after.timedOut}`,
    `failed ${before.failed} -> ${after.failed}`,
    `sent ${before.sent} of ${before.asked} -> ${after.sent} of ${after.asked}`,
    `p95 ${seconds(before.p95Ms)} -> ${seconds(after.p95Ms)}`,
    `rate ${rate(before.perSecond)} -> ${rate(after.perSecond)}`,
  ];
}

const seconds = (ms: number | null) => (ms === null ? 'none' : `${(ms / 1000).toFixed(1)} s`);
const rate = (perSecond: number | null) => (perSecond === null ? 'none' : `${perSecond.toFixed(2)}/s`);
