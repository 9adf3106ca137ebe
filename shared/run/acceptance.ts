import type { Confirmation, Plan } from './plan';

type Asked = Pick<Plan, 'ticks' | 'typedName' | 'risks'>;

/**
 * Whether a plan asks for more than a press of its button: something to tick, a name to type, or a danger that is accepted with it. Then
 * it asks why, too; what is harmless needs no reason.
 */
export const asksForReason = ({ ticks, typedName, risks }: Asked): boolean =>
  ticks.length > 0 || typedName !== null || risks.some(({ severity }) => severity === 'danger');

/** The field of the confirmation screen that goes with it. */
export const reasonLabel = 'Why is this acceptable here? It goes into the report.';

const mostCharacters = 500;
/** Controls, line ends, and what turns the text beside it around: a reason is one line of plain text wherever it is shown. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** What to do about the reason, as a message beside its field; null where it can be used, or where a plan asks for none. */
export function reasonMessage(plan: Asked, reason: string | undefined): string | null {
  if (!asksForReason(plan)) return null;
  const text = reason?.trim() ?? '';
  if (text === '') return 'Enter a reason: the report shows it beside what you accept.';
  if (text.length > mostCharacters) return `Enter ${mostCharacters} characters at most; these are ${text.length}.`;
  return unfit.test(text) ? 'Enter the reason in one line, without control characters.' : null;
}

/** What the user typed and ticked of what the plan asks for, and why: for the record. Null where it asks for nothing. */
export function acceptedOf(plan: Plan, confirmation: Confirmation): Omit<Confirmation, 'hash'> | null {
  if (!asksForReason(plan)) return null;
  const reason = confirmation.reason?.trim();
  return {
    typedName: plan.typedName,
    ticks: plan.ticks.map((tick) => tick.id),
    ...(reason === undefined ? {} : { reason }),
  };
}
