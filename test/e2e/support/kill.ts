import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { engineId } from './engine-id';

/** Kills the whole program (-9) as soon as a file holds a text so many times; a process of its own, which looks all the time. */
const striker = `
const { readFileSync } = require('node:fs');
const [file, text, times, ...ids] = process.argv.slice(1);
process.stdout.write('ready');
const until = Date.now() + 30000;
while (Date.now() < until) {
  if (readFileSync(file, 'utf8').split(text).length <= Number(times)) continue;
  for (const id of ids) try { process.kill(Number(id), 'SIGKILL'); } catch {}
  process.exit(0);
}
process.exit(1);
`;

/**
 * Lies in wait for the n-th record of a kind in a run's journal, and then kills every process of the program. Resolves once it lies in
 * wait; what it answers resolves when it has struck, to false where nothing came.
 */
export async function killAt(app: ElectronApplication, runFolder: string, type: string, nth: number) {
  const ids = await app.evaluate(({ app: program }) => program.getAppMetrics().map(({ pid }) => pid));
  // The engine first: it is the one that writes. Then main, which would start others for those that end.
  const first = [await engineId(app), await app.evaluate(() => process.pid)];
  const all = [...first, ...ids.filter((id) => !first.includes(id))].map(String);
  const words = ['-e', striker, join(runFolder, 'journal.jsonl'), `"type":"${type}"`, String(nth), ...all];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const struck = once(child, 'exit').then(([code]) => code === 0);
  await once(child.stdout, 'data');
  return { struck };
}
