import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from './say.mjs';

export const needsXvfb = () => process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/** Chromium refuses its sandbox to root. */
export const sandboxWords = () => (process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * Where there is no display: starts an Xvfb on a free number, does the work with DISPLAY set, and ends it.
 * Elsewhere the work is simply done.
 */
export async function withDisplay(work) {
  if (!needsXvfb()) return work(process.env);
  // -displayfd lets the server choose a free number and write it to descriptor 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x960x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const number = await Promise.race([
      once(server.stdio[3], 'data').then(([chunk]) => String(chunk).trim()),
      // Rejects where there is no Xvfb at all.
      once(server, 'exit').then(
        () => null,
        () => null,
      ),
    ]);
    if (number === null) throw new Failure('Xvfb could not be started.', 'Install the package xvfb, or set DISPLAY.');
    return await work({ ...process.env, DISPLAY: `:${number}` });
  } finally {
    server.kill();
  }
}
