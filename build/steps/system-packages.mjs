import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { run } from './process.mjs';
import { Failure, say } from './say.mjs';

/** A file of each Debian package that Electron and its window need. */
const needed = [
  ['libgtk-3-0', 'libgtk-3.so.0'],
  ['libnss3', 'libnss3.so'],
  ['libasound2', 'libasound.so.2'],
  ['libgbm1', 'libgbm.so.1'],
  ['libatk-bridge2.0-0', 'libatk-bridge-2.0.so.0'],
  ['libxss1', 'libXss.so.1'],
  ['libxtst6', 'libXtst.so.6'],
];
const libraryFolders = [
  '/usr/lib/x86_64-linux-gnu',
  '/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
];
const fonts = ['fonts-liberation', '/usr/share/fonts'];
const xvfb = ['xvfb', '/usr/bin/Xvfb'];
/** Of the tests alone: shows what a program does on the network. */
const strace = ['strace', '/usr/bin/strace'];

/** On Debian as root installs what is missing and says so; elsewhere on Linux prints the one command. */
export async function ensureSystemPackages({ withDisplay, allowed, forTests = false }) {
  if (process.platform !== 'linux') return;
  const missing = needed
    .filter(([, file]) => !libraryFolders.some((folder) => existsSync(`${folder}/${file}`)))
    .map(([name]) => name);
  if (!existsSync(fonts[1])) missing.push(fonts[0]);
  if (withDisplay && !existsSync(xvfb[1])) missing.push(xvfb[0]);
  if (forTests && !existsSync(strace[1])) missing.push(strace[0]);
  if (missing.length === 0) return;
  // Electron starts without it: the test that needs it says that it is skipped.
  const dispensable = missing.every((name) => name === strace[0]);
  const debian = /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (!debian || process.getuid?.() !== 0 || !allowed) {
    if (dispensable) return;
    const names = debian ? await presentNames(missing) : missing;
    throw new Failure(`Electron needs these system packages: ${names.join(', ')}.`, `As root: ${aptInstall(names)}`);
  }
  say(`Installing system packages: ${missing.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update', '-q'], { env, quiet: true });
  const names = await presentNames(missing);
  const install = ['install', '-y', '--no-install-recommends', ...names];
  if (updated === 0 && (await run('apt-get', install, { env, quiet: true })) === 0) return;
  if (dispensable) return;
  throw new Failure(
    'The system packages could not be installed.',
    `Read the message above, then as root: ${aptInstall(names)}`,
  );
}

const aptInstall = (names) => `apt-get install --no-install-recommends ${names.join(' ')}`;

/** Debian 13 and Ubuntu 24.04 renamed some libraries: libasound2 is libasound2t64 there. */
async function presentNames(names) {
  const renamed = async (name) => (await run('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' })) === 0;
  const found = [];
  for (const name of names) found.push((await renamed(name)) ? `${name}t64` : name);
  return found;
}
