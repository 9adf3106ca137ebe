import type { Desk } from '../desk';
import { findPowerShell } from '../exchange/powershell/find-powershell';
import { listRuns } from '../run/run-folder';
import type { EngineHandlers, EngineOptions } from '../types';

/** What Start asks: it is answered before anything else is loaded. */
export function startHandlers(desk: Desk): Pick<EngineHandlers, 'start.info' | 'runs.list'> {
  return {
    'start.info': () => Promise.resolve({ powerShell: practicePowerShell(desk.options) }),
    'runs.list': () => listRuns(desk.runsFolder),
  };
}

/** The PowerShell that practice asks; null where it asks its model directly. */
export function practicePowerShell({ practice = {} }: EngineOptions): string | null {
  const { powerShell = findPowerShell() } = practice;
  return powerShell;
}
