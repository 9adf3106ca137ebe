import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitForPage } from './devtools';

/** A program with a window: the folder that Electron opens, and what is true in its page once it can be used. */
export type WindowProgram = { folder: string; usable: string };

/** A program whose page can be used; `milliseconds` since it was spawned. */
type OpenWindow = { milliseconds: number; processId: number };

const endMilliseconds = 10_000;
/** Chromium refuses its sandbox to root. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts the program on an empty data folder, does the work as soon as its page can be used, and ends it. */
export async function withWindow<Answer>(
  program: WindowProgram,
  work: (open: OpenWindow) => Promise<Answer>,
): Promise<Answer> {
  const electron = process.env.RELAYTUNE_ELECTRON ?? '';
  const data = await mkdtemp(join(tmpdir(), 'relaytune-bench-'));
  const startedAt = performance.now();
  const child = spawn(electron, [program.folder, '--remote-debugging-port=0', ...asRoot], {
    env: { ...process.env, RELAYTUNE_DATA: data },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    await waitForPage(child.stderr, program.usable);
    return await work({ milliseconds: performance.now() - startedAt, processId: child.pid ?? 0 });
  } finally {
    await end(child);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), endMilliseconds);
  await ended;
  clearTimeout(timer);
}
