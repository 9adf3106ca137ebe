import { writeSync } from 'node:fs';
import { throughPowerShell } from '../../../electron/engine/practice-exchange';
import type { Blows } from './blows';
import { labProgram } from './engine-on-lab';
import type { LabDescription } from './lab-description';
import { labSite } from './lab-site';
import { finish, takeBack, tellStory } from './three-and-one';

/** What a killable program is told, as JSON. */
export type KillableSettings = {
  lab: LabDescription;
  dataFolder: string;
  runId: string;
  /** What it does there: the whole story, Continue of an interrupted one to its end, or Undo. */
  act?: 'story' | 'continue' | 'undo';
  /**
   * The point at which it kills itself: its number, from 1, or how it begins and which of those it is. It ends by itself when it comes to
   * none such.
   */
  at: number | { point: string; time: number };
  /** Runs the cmdlets; null for the line protocol. */
  powerShell: string | null;
  /** So many milliseconds after that point, with what it began still under way; at it when absent. */
  killAfterMs?: number;
};

/** The engine as a process of its own: opens a run and acts on it, until it comes to the point. */
export async function runKillable(settings: KillableSettings): Promise<void> {
  const { lab, dataFolder, runId, at, powerShell, killAfterMs, act = 'story' } = settings;
  let count = 0;
  let isHit = false;
  const isMeant = (point: string) => typeof at === 'number' || point.startsWith(at.point);
  const wanted = typeof at === 'number' ? at : at.time;
  const blows: Blows = {
    falls(point) {
      if (isMeant(point)) count += 1;
      if (isHit || count !== wanted) return false;
      isHit = true;
      // Not through a stream: nothing is written any more after the kill.
      writeSync(1, point);
      if (killAfterMs !== undefined) setTimeout(kill, killAfterMs);
      return killAfterMs === undefined;
    },
    strike: kill,
  };
  const resolve = (name: string) => lab.names[name.toLowerCase()] ?? [];
  const exchange = powerShell === null ? undefined : throughPowerShell({ ...lab, resolve }, powerShell, 60_000);
  const program = labProgram({ dataFolder, blows, site: () => labSite(lab, exchange) });
  await program.ask('runs.open', { runId });
  await { story: tellStory, continue: finish, undo: takeBack }[act](program);
  await program.close();
}

function kill(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('Killed.');
}
