import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, startWords, test } from './support/launch';

/** Debian's "nobody". */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
/** Root runs everything here without Chromium's sandbox, so the program is started as somebody without rights. */
const asNobody = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : ['env'];
const [asWho = '', ...asWords] = asNobody;
const succeeds = (...words: string[]) => spawnSync(asWho, [...asWords, ...words], { stdio: 'ignore' }).status === 0;

/** An X server that lets the other user in; answers its display name. */
async function openDisplay(): Promise<{ server: ChildProcess; display: string }> {
  const server = spawn('Xvfb', ['-ac', '-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { server, display: `:${number.toString().trim()}` };
}

/** The Seccomp lines of the page's processes that use this data folder. */
async function seccompOfPages(dataFolder: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const words = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (!words.includes('--type=renderer') || !words.includes(dataFolder)) continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    found.push(/^Seccomp:\s*(\d)/m.exec(status)?.[1] ?? 'gone');
  }
  return found;
}

test('started by an ordinary user, the page runs inside Chromium’s sandbox', async ({ dataFolder }) => {
  const electron = process.env.RELAYTUNE_ELECTRON ?? '';
  test.skip(process.platform !== 'linux', 'Only Linux tells of seccomp filters.');
  test.skip(!succeeds('unshare', '-U', 'true'), 'This machine gives ordinary users no user namespaces.');
  test.skip(!succeeds('test', '-x', electron), 'The checkout cannot be read by an ordinary user.');

  if (isRoot) await chown(dataFolder, nobody, nobody);
  const picture = join(dataFolder, 'page.png');
  const { args, env } = startWords(dataFolder);
  const { server, display } = await openDisplay();
  try {
    const words = args.filter((word) => word !== '--no-sandbox');
    const program = spawn(asWho, [...asWords, electron, ...words, `--smoke=${picture}`], {
      env: { ...env, HOME: dataFolder, DISPLAY: display },
      stdio: 'ignore',
    });
    const ended = once(program, 'exit');
    await expect.poll(() => seccompOfPages(dataFolder), { intervals: [50], timeout: 30_000 }).toEqual(['2']);
    expect(await ended).toEqual([0, null]);
    expect((await stat(picture)).size).toBeGreaterThan(5000);
  } finally {
    server.kill();
  }
});
