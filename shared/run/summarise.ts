import { changesSettings } from './plan';
import { settingsToRestore } from './settings-to-restore';
import type { RunState, RunSummary } from './state';

/** The row of the Start page. */
export function summarise(state: RunState): RunSummary {
  return {
    id: state.id,
    mode: state.mode,
    scenario: state.scenario,
    startedAt: state.startedAt,
    page: state.page,
    ended: state.ended,
    changesApplied: state.changes.filter(
      ({ outcome, plan }) => outcome === 'applied' && changesSettings(plan.step) && plan.step !== 'undo',
    ).length,
    canUndo: settingsToRestore(state).length > 0,
    queueStopped: state.queue === 'stopped-by-run',
    ...(state.planFile ? { planFile: true } : {}),
    problem: null,
  };
}
