import type { Problem } from '../result';
import type { Check } from './connection';

type Outcome = Check['outcome'];
/** A row of the check list. `command` is a text to copy, which RelayTune never runs. */
export const check = (
  id: string,
  title: string,
  outcome: Outcome,
  reason: string,
  remedy = '',
  command: string | null = null,
): Check => ({ id, title, outcome, reason, remedy, command, consent: null });

export const passed = (id: string, title: string, reason: string) => check(id, title, 'passed', reason);

/** What could not be read blocks the way, with the problem's own words. */
export const failed = (id: string, title: string, problem: Problem) =>
  check(id, title, 'blocked', `${problem.title} ${problem.detail}`, problem.hint);
