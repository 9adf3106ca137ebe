import { mkdtempSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { powerShell } from '../powershell';
import { connectPractice, connectRun } from '../practice-steps';
import { labProgram, type LabProgram } from './engine-on-lab';
import type { Truth } from './lab-description';
import { labSite } from './lab-site';
import { bundlePrograms, startLabProcess, type LabProcess } from './lab-process';
import { all, changed, finish, isUndone, shownOf, standingOf, storyAsFile, takeBack } from './three-and-one';

/** A run in its data folder. */
export type Begun = { dataFolder: string; runId: string };

/** The servers in a process of their own, and a run on them that is connected and has chosen its connectors. */
export type MatrixWorld = {
  /** The bundled programs. */
  script: string;
  lab: LabProcess;
  /** The run itself, and one that carries out a plan file of the same. */
  runs: { own: Begun; fromFile: Begun };
  /** The servers as they were found. */
  before: Truth;
  /** Puts the servers back, and makes a new copy of the run. */
  begin(run?: Begun): Promise<Begun>;
  /** A copy of the run as it stands, beside it. */
  copy(run: Begun, name: string): Promise<Begun>;
  /** The program at the run, as the next start of it would be. */
  open(run: Begun): Promise<LabProgram>;
  close(): Promise<void>;
};

export async function openMatrixWorld(): Promise<MatrixWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'relaytune-kill-'));
  const script = await bundlePrograms(join(folder, 'programs'));
  const lab = await startLabProcess(script, join(folder, 'lab'));
  const site = () => labSite(lab.description, undefined, powerShell);
  const before = await lab.truth();
  async function prepare(dataFolder: string, begin: (program: LabProgram) => Promise<{ id: string }>): Promise<Begun> {
    const program = labProgram({ dataFolder, site });
    const { id: runId } = await begin(program);
    await program.close();
    return { dataFolder, runId };
  }
  let file = '';
  const own = await prepare(join(folder, 'own'), ({ ask }) => connectPractice(ask, 'hubs'));
  await prepare(join(folder, 'senior'), async (program) => {
    const state = await connectPractice(program.ask, 'hubs');
    file = await storyAsFile(program);
    return state;
  });
  const fromFile = await prepare(join(folder, 'from-file'), async ({ ask }) => {
    await ask('planFile.import', { text: file });
    return connectRun(ask);
  });

  const copy = ({ dataFolder, runId }: Begun, name: string) => copyOf(dataFolder, join(folder, name), runId);
  return {
    script,
    lab,
    runs: { own, fromFile },
    before,
    async begin(run = own) {
      await lab.restore(before);
      return copy(run, 'run');
    },
    copy,
    async open({ dataFolder, runId }) {
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
 * end (an undo to the values before), and on a copy of the run, the servers put back to how they were left, Undo brings all back.
 */
export async function expectRecovery(world: MatrixWorld, run: Begun, where: string): Promise<void> {
  const { lab, before } = world;
  const left = await lab.truth();
  const copy = await world.copy(run, 'copy');

  const one = await world.open(run);
  const opened = await one.ask('runs.current', {});
  expect(shownOf(opened), `shown after ${where}`).toEqual(standingOf(left));
  expect(await lab.truth(), `written by opening after ${where}`).toEqual(left);
  const finished = await finish(one);
  await one.close();
  const [end, shown] = isUndone(opened) ? [before, 'untouched' as const] : [changed(before), 'done' as const];
  expect(await lab.truth(), `continued after ${where}`).toEqual(end);
  expect(shownOf(finished), `shown when continued after ${where}`).toEqual(all(shown));

  await lab.restore(left);
  const other = await world.open(copy);
  await takeBack(other);
  expect(await lab.truth(), `taken back after ${where}`).toEqual(before);
  expect(await other.ask('undo.look', {}), `left to undo after ${where}`).toEqual([]);
  await other.close();
}

async function copyOf(from: string, to: string, runId: string): Promise<Begun> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  return { dataFolder: to, runId };
}
