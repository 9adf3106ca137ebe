import type { Check } from './connection';

type Outcome = Check['outcome'];
/** A row of the check list. */
export const check = (id: string, title: string, outcome: Outcome, reason: string, remedy = ''): Check => ({
  id,
  title,
  outcome,
  reason,
  remedy,
});
export const passed = (id: string, title: string, reason: string) => check(id, title, 'passed', reason);
