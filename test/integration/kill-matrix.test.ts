import { cp, rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labProgram } from '../support/kill/engine-on-lab';
import { bundlePrograms, runToTheKill, startLabProcess, type LabProcess } from '../support/kill/lab-process';
import type { Truth } from '../support/kill/lab-description';
import { allDone, finish, shownOf, standingOf } from '../support/kill/three-and-one';
import { connectPractice } from '../support/practice-steps';

const folder = mkdtempSync(join(tmpdir(), 'relaytune-kill-'));
const prepared = join(folder, 'prepared');
let script = '';
let lab: LabProcess;
let before: Truth;
let runId = '';

beforeAll(async () => {
  script = await bundlePrograms(join(folder, 'programs'));
  lab = await startLabProcess(script, join(folder, 'lab'));
  before = await lab.truth();
  const program = labProgram({ dataFolder: prepared, lab: lab.description });
  runId = (await connectPractice(program.ask, 'hubs')).id;
  await program.close();
}, 60_000);

afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

test('t', { timeout: 600_000 }, async () => {
  console.log(standingOf(before));
  for (let n = 1; n<400 ; n++) {
    const t0 = performance.now();
    await lab.restore(before);
    const dataFolder = join(folder, 'run');
    await rm(dataFolder, { recursive: true, force: true });
    await cp(prepared, dataFolder, { recursive: true });
    const point = await runToTheKill(script, { lab: lab.description, dataFolder, runId, n, powerShell: null });
    const t1 = performance.now();
    const truth = await lab.truth();
    if (point === null) break;
    const copy = join(folder, 'copy');
    await rm(copy, { recursive: true, force: true });
    await cp(dataFolder, copy, { recursive: true });
    const p = labProgram({ dataFolder, lab: lab.description });
    const state = await p.ask('runs.open', { runId });
    expect(shownOf(state), `${n} ${point}`).toEqual(standingOf(truth));
    await finish(p);
    await p.close();
    expect(standingOf(await lab.truth())).toEqual(allDone);
    const t2 = performance.now();
    console.log(n, point, Math.round(t1 - t0), Math.round(t2 - t1));
  }
});
