import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureElectron } from './electron.mjs';
import { cache, onWindows, root } from './paths.mjs';
import { must, tool } from './process.mjs';
import { say } from './say.mjs';
import { writeStoredZip } from './stored-zip.mjs';

/** Everything that a package is made from. */
const inputs = ['electron', 'shared', 'renderer', 'build', 'forge.config.ts', 'package.json', 'package-lock.json'];

/** The folder that Forge packages into, and the program in it. The names are build/identity.ts's. */
export const packageFolder = join(root, 'out', `RelayTune-${process.platform}-${process.arch}`);
const program = join(packageFolder, onWindows ? 'RelayTune.exe' : 'RelayTune');

/** Holds the hash of what the package was made from by ensurePackage. */
const stamp = join(cache, 'package.hash');

/** Runs one of Forge's commands; answers whether the stand-in took Electron's place. `options` as for `run`. */
export async function forge(words, options = {}) {
  const electron = await ensureElectron();
  const standIn = electron.startsWith(cache);
  await rm(stamp, { force: true });
  const env = standIn ? { RELAYTUNE_STAND_IN_ZIPS: await standInZips(resolve(electron, '..')) } : {};
  await must(
    process.execPath,
    [tool('@electron-forge', 'cli', 'dist', 'electron-forge.js'), ...words],
    `electron-forge ${words[0]} failed.`,
    'Read the message above.',
    { stdio: ['ignore', process.stderr, process.stderr], ...options, env: { ...process.env, ...env } },
  );
  return standIn;
}

/** For tests: the path of the packaged program, made again only when something it is made from has changed. */
export async function ensurePackage() {
  const wanted = await hashOfInputs();
  const made = await readFile(stamp, 'utf8').catch(() => '');
  if (made !== wanted || !existsSync(program)) {
    say('Packaging…');
    await forge(['package'], { stdio: undefined, quiet: true });
    await writeFile(stamp, wanted);
  }
  return program;
}

/** A folder with the stand-in under the name by which Forge looks for the Electron that package.json asks for. */
async function standInZips(dist) {
  const { version } = JSON.parse(await readFile(tool('electron', 'package.json'), 'utf8'));
  const folder = join(cache, 'electron-25.1.1-zip');
  const zip = join(folder, `electron-v${version}-linux-x64.zip`);
  if (existsSync(zip)) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeStoredZip(dist, `${zip}.part`);
  await rename(`${zip}.part`, zip);
  return folder;
}

async function hashOfInputs() {
  const hash = createHash('sha256');
  for (const name of inputs) {
    const within = name.includes('.') ? [''] : await filesBelow(join(root, name));
    for (const file of within) {
      const path = join(root, name, file);
      hash.update(`${name}/${file}\0`).update(await readFile(path));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
