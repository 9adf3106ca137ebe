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
  const isConnected = state.checks.length > 0 && !state.checks.some((check) => check.outcome === 'blocked');
  if (page === 'connect') return true;
  if (page === 'connector') return isConnected;
  return isConnected && state.connectorGuids.length > 0;
}
