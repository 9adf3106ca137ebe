import type { ReplyClass } from '../smtp/reply-class';
import { describeReplyClass } from '../smtp/reply-meaning';
import type { RunState } from './state';

/**
 * What to say after the verdict where mails failed of causes that no change of this program mends, and of no others; '' else. A text
 * that nobody knows says nothing.
 */
export function beyondThisFix({
  failed,
  causes,
}: {
  failed: number;
  causes: readonly { cause: ReplyClass }[];
}): string {
  const seen = [...new Set(causes.map(({ cause }) => cause))];
  const [first] = seen;
  if (failed === 0 || first === undefined) return '';
  if (seen.some((cause) => cause === 'unknown' || describeReplyClass(cause).helps !== 'no')) return '';
  const titles = seen.map((cause) => `“${describeReplyClass(cause).title}”`).join(', ');
  return ` This fix cannot mend what fails here, ${titles}: ${describeReplyClass(first).meaning}`;
}

/** The same of all tests before the changes together: what they found speaks against any. */
export function foundBeyondThisFix({ before: { ladder, smtpBurst, burst } }: Pick<RunState, 'before'>): string {
  const refused = ladder?.refusal ? { failed: 1, causes: [{ cause: ladder.refusal.class }] } : null;
  const found = [refused, smtpBurst, burst].filter((each) => each !== null);
  return beyondThisFix({
    failed: found.reduce((sum, { failed }) => sum + failed, 0),
    causes: found.flatMap(({ causes }) => causes),
  }).trim();
}
