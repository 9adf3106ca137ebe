import type { TimelineTotals } from '../run/timeline-view';

export type Outcome = keyof TimelineTotals;

/** What becomes of a mail, in the order in which it is stacked. */
export const outcomes = ['accepted', 'refused421', 'failed'] as const satisfies readonly Outcome[];
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  accepted: 'Accepted',
  refused421: 'Refused with 421',
  failed: 'Failed otherwise',
};

/** Side of the square that the patterns repeat, and their lines: full, striped, checked, so that no colour is needed to tell them apart. */
export const tile = 6;
export const stripes = `M-1 1 l2 -2 M0 ${tile} l${tile} -${tile} M5 7 l2 -2`;
export const checks = `M0 3 h${tile} M3 0 v${tile}`;
