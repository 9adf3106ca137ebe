export type Verdict = 'Fixed' | 'Better' | 'No change' | 'Worse' | 'Not tested' | 'Not comparable';

export type Decision = {
  verdict: Verdict;
  /** Why, in one sentence or two. */
  rule: string;
  /** "421s 23 -> 0", "p95 31.0 s -> 0.4 s", ...; empty without two bursts. */
  facts: string[];
};

/** What counts of a burst, whoever sent its mails. */
export type Side = {
  /** Per-source 421s and timeouts: what the changes are made against. */
  symptoms: number;
  failed: number;
  /** Every mail went through. */
  isWhole: boolean;
  /** Null when nothing went through, or where times are not compared. */
  p95Ms: number | null;
};

/**
 * The verdict by rule and not by eye. Fixed: a per-source 421 or a timeout before, neither after, and every mail went
 * through. Worse: more failed mails, or p95 over 1.2 x with no fewer failures. Better: failures or p95 down by 20 % or
 * more. No change otherwise.
 * @param done what has become of a mail that went through, in the words of the test
 */
export function compareSides(before: Side, after: Side, done: string): Pick<Decision, 'verdict' | 'rule'> {
  if (before.symptoms > 0 && after.symptoms === 0 && after.isWhole) {
    return {
      verdict: 'Fixed',
      rule: `There were per-source 421s or timeouts before; there are none after, and every mail was ${done}.`,
    };
  }
  if (after.failed > before.failed)
    return { verdict: 'Worse', rule: `More mails failed: ${before.failed} before, ${after.failed} after.` };
  const areTimed = before.p95Ms !== null && after.p95Ms !== null;
  const [p95Before, p95After] = [before.p95Ms ?? 0, after.p95Ms ?? 0];
  if (areTimed && p95After > 1.2 * p95Before && after.failed >= before.failed) {
    return { verdict: 'Worse', rule: 'The slowest mails took over 1.2 times as long, and no fewer failed.' };
  }
  if (before.failed > 0 && after.failed <= 0.8 * before.failed) {
    return {
      verdict: 'Better',
      rule: `Fewer mails failed: ${before.failed} before, ${after.failed} after (20 % or more).`,
    };
  }
  if (areTimed && p95After <= 0.8 * p95Before) {
    return { verdict: 'Better', rule: 'The slowest mails were faster by 20 % or more.' };
  }
  if (before.symptoms + after.symptoms + before.failed + after.failed === 0)
    return {
      verdict: 'No change',
      rule: 'Nothing to fix was seen: no per-source 421, no timeout and no failed mail, before or after.',
    };
  return { verdict: 'No change', rule: 'Neither failures nor delays changed by as much as 20 %.' };
}

type Stopped = { stopped: boolean };
type Pair = readonly [what: string, before: string | number, after: string | number];

/** Why two bursts cannot be compared, as a sentence: one was stopped, or the first of these differs; null when they can. */
export function whyNotComparable(before: Stopped, after: Stopped, pairs: readonly Pair[]): string | null {
  if (before.stopped || after.stopped)
    return `The burst ${before.stopped ? 'before' : 'after'} the changes was stopped, so its numbers are not whole.`;
  const different = pairs.find(([, one, other]) => one !== other);
  return different
    ? `The two bursts differ in the ${different[0]}: ${different[1]} before, ${different[2]} after.`
    : null;
}

export const secondsText = (ms: number | null) => (ms === null ? 'none' : `${(ms / 1000).toFixed(1)} s`);
export const rateText = (perSecond: number | null) => (perSecond === null ? 'none' : `${perSecond.toFixed(2)}/s`);
