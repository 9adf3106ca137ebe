import { createContext, useContext } from 'react';
import type { Problem } from '../shared/result';
import type { Page } from '../shared/run/page';
import type { RunState } from '../shared/run/state';
import type { Planning } from './components/use-plan';

export type OpenRun = {
  state: RunState;
  /** Takes the run's newest state; one of a run that was left meanwhile changes nothing. */
  setState(state: RunState): void;
  /** Goes to a page of the run. */
  open(page: Page): Promise<void>;
  /** Back to Start; the run can be opened again. */
  leave(): Promise<void>;
  /** Why the page last asked for could not be opened. */
  problem: Problem | null;
  /** Whether a test is under way: whatever would end it, and lose its result, waits. */
  isTesting: boolean;
  setIsTesting(isTesting: boolean): void;
  /** Whether a change is being made: whatever would stop it half-way waits. */
  isApplying: boolean;
  setIsApplying(isApplying: boolean): void;
  /** How the rest of an interrupted change is planned and confirmed; absent where no page of a run shows it. */
  continuing?: Planning;
  /** The note on what was kept aside of the record, which stays on every page until it is dismissed. */
  keptAsideNote?: { isDismissed: boolean; dismiss(): void };
};

export const RunContext = createContext<OpenRun | null>(null);

/** The open run. Only pages of a run may use it. */
export function useRun(): OpenRun {
  const run = useContext(RunContext);
  if (!run) throw new Error('This page needs an open run.');
  return run;
}
