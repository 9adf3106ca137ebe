import { writeSync } from 'node:fs';
import { throughPowerShell } from '../../../electron/engine/practice-exchange';
import type { Blows } from './blows';
import { labProgram } from './engine-on-lab';
import type { LabDescription } from './lab-description';
import { labSite } from './lab-site';
import { story } from './three-and-one';

/** What a killable program is told, as JSON. */
export type KillableSettings = {
  lab: LabDescription;
  dataFolder: string;
  runId: string;
  /** The point at which it kills itself, from 1; it ends by itself when it comes to none of that number. */
  n: number;
  /** Runs the cmdlets; null for the line protocol. */
  powerShell: string | null;
  /** So many milliseconds after that point, with what it began still under way; at it when absent. */
  killAfterMs?: number;
};

/** The engine as a process of its own: opens a run, changes three connectors and an account, restarts Database Mail. */
export async function runKillable(settings: KillableSettings): Promise<void> {
  const { lab, dataFolder, runId, n, powerShell, killAfterMs } = settings;
  let count = 0;
  const blows: Blows = {
    falls(point) {
      count += 1;
      // Not through a stream: nothing is written any more after the kill.
      if (count === n) writeSync(1, point);
      if (count === n && killAfterMs !== undefined) setTimeout(kill, killAfterMs);
      return count === n && killAfterMs === undefined;
    },
    strike: kill,
  };
  const resolve = (name: string) => lab.names[name.toLowerCase()] ?? [];
  const exchange = powerShell === null ? undefined : throughPowerShell({ ...lab, resolve }, powerShell, 60_000);
  const program = labProgram({ dataFolder, blows, site: () => labSite(lab, exchange) });
  await program.ask('runs.open', { runId });
  for (const request of story) await program.change(request);
  await program.close();
}

function kill(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('Killed.');
}
