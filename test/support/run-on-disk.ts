import { writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRun } from '../../electron/engine/run/run-folder';

/** How a practice run of these tests begins. */
export const started = {
  type: 'run-started',
  mode: 'practice',
  scenario: 'article',
  user: 'admin',
  machine: 'ADMIN-PC',
  appVersion: '0.1.0',
} as const;

/** A run in this folder that nobody has open; answers its id. */
export async function closedRun(root: string): Promise<string> {
  const run = await createRun(root, started);
  await run.close();
  return run.id;
}

/** A Node process that lives until the test ends. */
export async function livingProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  return child.pid ?? 0;
}

/** The number of a process that has ended. */
export const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

/** A lock in a run's folder, as a process of that number would have left it. */
export const lockOf = (folder: string, pid: number, startedAt = '') =>
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, startedAt }));
