import { isStepDone } from '../../shared/run/changes-of-step';
import { interruptedPlan } from '../../shared/run/interrupted';
import { isMeasured } from '../../shared/run/measured';
import type { Page } from '../../shared/run/page';
import type { RunState } from '../../shared/run/state';

/** The seven steps of the rail; the sub-step "measure first" belongs to the second and has no number. */
export const steps: readonly { page: Page; title: string }[] = [
  { page: 'connect', title: 'Connect and check' },
  { page: 'connector', title: 'Receive connector' },
  { page: 'connections', title: 'Connections' },
  { page: 'efficiency', title: 'Efficiency' },
  { page: 'timeout', title: 'Database Mail timeout' },
  { page: 'test', title: 'Test burst' },
  { page: 'result', title: 'Result' },
];

/** Number of the step a page belongs to, from 1. */
export function stepNumber(page: Page): number {
  const shown = page === 'measure' ? 'connector' : page === 'undo' ? 'result' : page;
  return steps.findIndex((step) => step.page === shown) + 1;
}

/** Whether what a step needs is there, so that the rail may lead to it. */
export function isReachable(page: Page, state: RunState): boolean {
  if (page === 'connect') return true;
  if (page === 'connector') return isConnected(state);
  return isConnected(state) && state.connectorGuids.length > 0;
}

/** Whether the run's record says that a step was done: a step that was only passed, left or taken back was not. */
export function isDone(page: Page, state: RunState): boolean {
  if (page === 'connect') return isConnected(state);
  if (page === 'connector') return state.connectorGuids.length > 0;
  if (page === 'test') return isMeasured(state.after);
  const isChange = page === 'connections' || page === 'efficiency' || page === 'timeout';
  return isChange && isStepDone(state, page) && interruptedPlan(state)?.plan.step !== page;
}

/** Whether the servers were checked, and nothing blocks the way. */
export const isConnected = ({ checks }: RunState) =>
  checks.length > 0 && !checks.some((check) => check.outcome === 'blocked');
