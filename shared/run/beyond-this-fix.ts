import type { ReplyClass } from '../smtp/reply-class';
import { describeReplyClass } from '../smtp/reply-meaning';

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
