import { canBePlayed, unknownPracticeScenario } from '../../../shared/practice/unknown-scenario';
import type { RunSummary } from '../../../shared/run/state';
import type { Desk } from '../desk';
import { findPowerShell } from '../exchange/powershell/find-powershell';
import { listRuns } from '../run/run-folder';
import type { EngineHandlers, EngineOptions } from '../types';

/** What Start asks: it is answered before anything else is loaded. */
export function startHandlers(desk: Desk): Pick<EngineHandlers, 'start.info' | 'runs.list'> {
  return {
    'start.info': () => Promise.resolve({ powerShell: practicePowerShell(desk.options) }),
    'runs.list': async () => (await listRuns(desk.runsFolder)).map(withPlayability),
  };
}

/** A run that opens to be read is listed as one. */
function withPlayability(run: RunSummary): RunSummary {
  return run.problem || canBePlayed(run) ? run : { ...run, problem: unknownPracticeScenario(run.scenario).problem };
}

/** The PowerShell that practice asks; null where it asks its model directly. */
export function practicePowerShell({ practice = {} }: EngineOptions): string | null {
  const { powerShell = findPowerShell() } = practice;
  return powerShell;
}
