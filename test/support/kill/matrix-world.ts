import { mkdtempSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { powerShell } from '../powershell';
import { connectPractice } from '../practice-steps';
import { labProgram, type LabProgram } from './engine-on-lab';
import type { Truth } from './lab-description';
import { labSite } from './lab-site';
import { bundlePrograms, startLabProcess, type LabProcess } from './lab-process';
import { allDone, changed, finish, shownOf, standingOf, takeBack } from './three-and-one';

/** The servers in a process of their own, and a run on them that is connected and has chosen its connectors. */
export type MatrixWorld = {
  /** The bundled programs. */
  script: string;
  lab: LabProcess;
  runId: string;
  /** The servers as they were found. */
  before: Truth;
  /** Puts the servers back, and answers the data folder of a new copy of the run. */
  begin(): Promise<string>;
  /** The program on that data folder, opened at the run as the next start of it would be. */
  open(dataFolder: string): Promise<LabProgram>;
  close(): Promise<void>;
};

export async function openMatrixWorld(): Promise<MatrixWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'relaytune-kill-'));
  const script = await bundlePrograms(join(folder, 'programs'));
  const lab = await startLabProcess(script, join(folder, 'lab'));
  const site = () => labSite(lab.description, undefined, powerShell);
  const before = await lab.truth();
  const prepared = join(folder, 'prepared');
  const program = labProgram({ dataFolder: prepared, site });
  const { id: runId } = await connectPractice(program.ask, 'hubs');
  await program.close();
  return {
    script,
    lab,
    runId,
    before,
    async begin() {
      await lab.restore(before);
      return copyOf(prepared, join(folder, 'run'));
    },
    async open(dataFolder) {
      const opened = labProgram({ dataFolder, site });
      await opened.ask('runs.open', { runId });
      return opened;
    },
    async close() {
      await lab.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * After a run was cut off: what its next start shows is what is there, and nothing is written by looking. Continue then brings it to its
 * end, and on a copy of the run, the servers put back to how they were left, Undo brings all back.
 */
export async function expectRecovery(world: MatrixWorld, dataFolder: string, where: string): Promise<void> {
  const { lab, before } = world;
  const left = await lab.truth();
  const copy = await copyOf(dataFolder, `${dataFolder}-copy`);

  const one = await world.open(dataFolder);
  const opened = await one.ask('runs.current', {});
  expect(shownOf(opened), `shown after ${where}`).toEqual(standingOf(left));
  expect(await lab.truth(), `written by opening after ${where}`).toEqual(left);
  const finished = await finish(one);
  await one.close();
  expect(await lab.truth(), `continued after ${where}`).toEqual(changed(before));
  expect(shownOf(finished), `shown when continued after ${where}`).toEqual(allDone);

  await lab.restore(left);
  const other = await world.open(copy);
  await takeBack(other);
  expect(await lab.truth(), `taken back after ${where}`).toEqual(before);
  expect(await other.ask('undo.look', {}), `left to undo after ${where}`).toEqual([]);
  await other.close();
}

async function copyOf(from: string, to: string): Promise<string> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  return to;
}
