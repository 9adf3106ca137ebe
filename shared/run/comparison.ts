import { formatMs, formatNumber } from '../format';

export type Verdict = 'Fixed' | 'Better' | 'No change' | 'Worse' | 'Not tested' | 'Not comparable';

export type Decision = {
  verdict: Verdict;
  /** Why, in one sentence or two. */
  rule: string;
  /** "421s 23 -> 0", "p95 31 s -> 400 ms", ...; empty without two bursts that compare. */
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
  const failed = `${before.failed} before, ${after.failed} after`;
  const times = timesOf(before, after, done);
  if (before.symptoms > 0 && after.symptoms === 0 && after.isWhole)
    return {
      verdict: 'Fixed',
      rule: `There were per-source 421s or timeouts before; there are none after, and every mail was ${done}.`,
    };
  if (after.failed > before.failed) return { verdict: 'Worse', rule: `More mails failed: ${failed}.` };
  if (times?.are === 'longer' && after.failed === before.failed)
    return { verdict: 'Worse', rule: `${times.text}, which is over 1.2 times as long, and no fewer failed.` };
  if (before.failed > 0 && after.failed <= 0.8 * before.failed)
    return {
      verdict: 'Better',
      rule: [
        `Fewer mails failed: ${failed} (20 % or more).`,
        ...(times?.are === 'longer' ? [`They took longer, though: ${times.text}.`] : []),
      ].join(' '),
    };
  if (times?.are === 'shorter') return { verdict: 'Better', rule: `${times.text}: 20 % or more shorter.` };
  return { verdict: 'No change', rule: [seen(before, after), ...(times ? [unchanged(times)] : [])].join(' ') };
}

type Times = { are: 'longer' | 'shorter' | 'alike'; text: string };

/** Null where there are no times to compare. */
function timesOf({ p95Ms: before }: Side, { p95Ms: after }: Side, done: string): Times | null {
  if (before === null || after === null) return null;
  const shorter = before > 0 && after <= 0.8 * before ? 'shorter' : 'alike';
  return {
    are: after > 1.2 * before ? 'longer' : shorter,
    text: `95 % of those ${done} took up to ${formatMs(before)} before, ${formatMs(after)} after`,
  };
}

const unchanged = ({ are, text }: Times) =>
  are === 'longer' ? `${text}: longer, but fewer failed.` : `${text}: no change of more than 20 %.`;

/** The counts where none of them decides. */
function seen(before: Side, after: Side): string {
  const symptoms = `${before.symptoms} before, ${after.symptoms} after`;
  if (before.symptoms + after.symptoms + before.failed + after.failed === 0)
    return 'No per-source 421, no timeout and no failed mail was seen, before or after.';
  const fewer = after.failed < before.failed ? ', which is less than 20 % fewer' : '';
  return `Per-source 421s and timeouts: ${symptoms}. Failed mails: ${before.failed} before, ${after.failed} after${fewer}.`;
}

type Stopped = { stopped: boolean };
type Pair = readonly [what: string, before: string | number, after: string | number];

/** Why two tests cannot be compared, as a sentence: one was stopped, or the first of these differs; null when they can. */
export function whyNotComparable(
  test: 'burst' | 'ladder',
  before: Stopped,
  after: Stopped,
  pairs: readonly Pair[],
): string | null {
  if (before.stopped || after.stopped)
    return `The ${test} ${before.stopped ? 'before' : 'after'} the changes was stopped, so its numbers are not whole.`;
  const different = pairs.find(([, one, other]) => one !== other);
  return different
    ? `The two ${test}s differ in the ${different[0]}: ${different[1]} before, ${different[2]} after.`
    : null;
}

export const timeText = (ms: number | null) => (ms === null ? 'none' : formatMs(ms));
/** Mails per minute, as the tables show them. */
export const minuteText = (perSecond: number | null) =>
  perSecond === null ? 'none' : formatNumber(Math.round(perSecond * 60));
