import { compareBursts } from './compare-bursts';
import { compareSmtpBursts } from './compare-smtp-bursts';
import type { Decision } from './comparison';
import { changesSettings } from './plan';
import type { RunState } from './state';

export type { Verdict } from './comparison';

type Known = Pick<RunState, 'before' | 'after' | 'outdated' | 'changes'>;
/** `by`: the test that the verdict is of; null where there is none. */
type RunDecision = Decision & { by: 'burst' | 'smtpBurst' | null };

/** The verdict on the Database Mail burst; where there are not two of those that hold, on the SMTP burst, which the rule then says. */
export function decideVerdict(state: Known): RunDecision {
  const { before, after } = state;
  const holds = (test: 'burst' | 'smtpBurst') => !state.outdated.includes(test);
  if (before.burst && after.burst && holds('burst'))
    return { ...compareBursts(before.burst, after.burst), by: 'burst' };
  if (before.smtpBurst && after.smtpBurst && holds('smtpBurst')) {
    const decision = compareSmtpBursts(before.smtpBurst, after.smtpBurst);
    const why = 'By the SMTP burst, since Database Mail was not tested both before and after the changes.';
    return { ...decision, rule: `${why} ${decision.rule}`, by: 'smtpBurst' };
  }
  return { verdict: 'Not tested', rule: whyNotTested(state), facts: [], by: null };
}

function whyNotTested({ before, after, changes }: Known): string {
  const isPaired = (before.burst && after.burst) ?? (before.smtpBurst && after.smtpBurst);
  if (isPaired && endsWithUndo(changes))
    return 'Settings were taken back after the last test burst, which shows them as they were changed: send it again to see them as they are.';
  if (isPaired) return 'Settings were changed after the last test burst: send it again.';
  if (!before.burst && !before.smtpBurst)
    return 'No test burst was sent before the changes, so there is nothing to compare with.';
  if (!after.burst && !after.smtpBurst) return 'No test burst has been sent after the changes yet.';
  return 'The test bursts before and after the changes are of different kinds: send the same kind as before.';
}

const endsWithUndo = (changes: Known['changes']) =>
  changes.filter(({ plan, outcome }) => outcome === 'applied' && changesSettings(plan.step)).at(-1)?.plan.step ===
  'undo';
