import type { Confirmation, Plan } from './plan';

/** The field of the confirmation screen that goes with ticks. */
export const reasonLabel = 'Why is this acceptable here? It goes into the report.';

const mostCharacters = 500;
/** Controls, line ends, and what turns the text beside it around: a reason is one line of plain text wherever it is shown. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** What to do about the reason, as a message beside its field; null where it can be used, or where a plan asks for none. */
export function reasonMessage(plan: Pick<Plan, 'ticks'>, reason: string | undefined): string | null {
  if (plan.ticks.length === 0) return null;
  const text = reason?.trim() ?? '';
  if (text === '') return 'Enter a reason: the report shows it beside what you ticked.';
  if (text.length > mostCharacters) return `Enter ${mostCharacters} characters at most; these are ${text.length}.`;
  return unfit.test(text) ? 'Enter the reason in one line, without control characters.' : null;
}

/** What the user typed and ticked of what the plan asks for, and why: for the record. Null where it asks for nothing. */
export function acceptedOf(plan: Plan, confirmation: Confirmation): Omit<Confirmation, 'hash'> | null {
  const { typedName, ticks } = plan;
  if (typedName === null && ticks.length === 0) return null;
  const reason = confirmation.reason?.trim();
  return {
    typedName,
    ticks: ticks.map((tick) => tick.id),
    ...(ticks.length > 0 && reason !== undefined ? { reason } : {}),
  };
}
