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
const libraryFolders = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
const fonts = ['fonts-liberation', '/usr/share/fonts'];
const xvfb = ['xvfb', '/usr/bin/Xvfb'];

/** On Debian as root installs what is missing and says so; elsewhere on Linux prints the one command. */
export async function ensureSystemPackages({ withDisplay, allowed }) {
  if (process.platform !== 'linux') return;
  const missing = needed
    .filter(([, file]) => !libraryFolders.some((folder) => existsSync(`${folder}/${file}`)))
    .map(([name]) => name);
  if (!existsSync(fonts[1])) missing.push(fonts[0]);
  if (withDisplay && !existsSync(xvfb[1])) missing.push(xvfb[0]);
  if (missing.length === 0) return;
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  const debian = /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (!debian || process.getuid?.() !== 0 || !allowed) {
    throw new Failure(`Electron needs these system packages: ${missing.join(', ')}.`, `As root: ${command}`);
  }
  say(`Installing system packages: ${missing.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env, quiet: true });
  if ((await run('apt-get', ['update', '-q'], { env, quiet: true })) === 0 && (await install()) === 0) return;
  throw new Failure('The system packages could not be installed.', `Read the message above, then as root: ${command}`);
}
