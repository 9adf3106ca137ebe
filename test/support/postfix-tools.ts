import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The folder with usr/sbin/smtp-sink and the rest, as the test command found or unpacked it; null where there is none. */
export const postfix: string | null = process.env.RELAYTUNE_POSTFIX ?? null;
/** The tests against Postfix are skipped without one; in CI on Linux there is always one. */
export const isPostfixMissing = postfix === null;
export const isRoot = process.getuid?.() === 0;

const libraries = ['usr/lib/postfix', 'usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu'];
libraries.push('lib/x86_64-linux-gnu', 'lib/aarch64-linux-gnu');
const lookMilliseconds = 20;
const limitMilliseconds = 10_000;

/** A program of Postfix that runs; `text` is what it has said so far. */
export type PostfixProcess = { id: number; text(): string; ended: Promise<number>; end(): Promise<void> };

/** The environment of a Postfix that is not installed: its libraries, and the folder with its main.cf. */
export const postfixEnvironment = (configuration: string): NodeJS.ProcessEnv => ({
  ...process.env,
  MAIL_CONFIG: configuration,
  ...(postfix === '/' ? {} : { LD_LIBRARY_PATH: libraries.map((path) => join(postfix ?? '', path)).join(':') }),
});

/** A folder that Postfix's own users can enter, with this main.cf in it; `end` removes it. */
export async function configurationFolder(
  mainCf: (folder: string) => string = () => '',
): Promise<{ folder: string; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-postfix-'));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'main.cf'), mainCf(folder));
  // A file that has just been changed makes Postfix wait until it has been still for a while.
  await utimes(join(folder, 'main.cf'), 0, 0);
  return { folder, end: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Starts a program by its path below the folder of Postfix, as the leader of a process group that ends with it. */
export function startPostfix(path: string, words: readonly string[], configuration: string): PostfixProcess {
  const child = spawn(join(postfix ?? '', path), words, {
    cwd: tmpdir(),
    env: postfixEnvironment(configuration),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(([code]) => (code as number | null) ?? 1);
  return { id: child.pid ?? 0, text: () => text, ended, end: () => endGroup(child, ended) };
}

async function endGroup(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid);
  await ended;
}

/** A port of 127.0.0.1 that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until somebody listens there, by the kernel's own table: a connection to find out would be counted. */
export async function untilListening(port: number, by: PostfixProcess): Promise<void> {
  const wanted = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`;
  const endsAt = performance.now() + limitMilliseconds;
  while (!(await readFile('/proc/net/tcp', 'utf8')).includes(wanted)) {
    const code = await Promise.race([by.ended, pause(lookMilliseconds, null)]);
    if (code !== null || performance.now() > endsAt) throw new Error(`Postfix does not listen (${code}): ${by.text()}`);
  }
}
