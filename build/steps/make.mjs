import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { needsXvfb, sandboxWords, withDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';
import { installPackages } from './install.mjs';
import { forge, packageFolder } from './package.mjs';
import { onWindows, root } from './paths.mjs';
import { must, tool } from './process.mjs';
import { writeReleasePapers } from './release-papers.mjs';
import { Failure, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const packageHelp = `npm run package makes the program without an installer: a folder in out/ that runs where it lies.

npm run package -- [options]
  --help   this text

Its fuses are set, its files are in app.asar, and on Windows it carries its icon, version and rights.
Where Electron cannot be downloaded, Linux x64 packages the old stand-in of the tests, which is never to be shipped.
`;

const makeHelp = `npm run make packages the program and makes what is given to users, into out/make/x64:

  RelayTune-VERSION-setup-x64.exe      the installer (NSIS), for the user who runs it
  RelayTune-VERSION-portable-x64.exe   one file that runs without being installed
  RelayTune-VERSION-sbom.cdx.json      what is inside (CycloneDX)
  SHA256SUMS                           checksums of all of these

npm run make -- [options]
  --help   this text

The installer needs Windows. electron-builder fetches its tools (NSIS, 7-Zip) from github.com at first use. Elsewhere
electron-builder only checks its settings and the packaged folder, and the last two files are made.
Signing: set what electron-builder reads, CSC_LINK and CSC_KEY_PASSWORD; the program itself is not signed.
`;

/** Forge's package: a folder that runs where it lies. */
export async function packageProgram(words) {
  if (helped(words, 'package', packageHelp)) return 0;
  await installPackages();
  const standIn = await forge(['package']);
  say(`Packaged: ${packageFolder}`);
  if (standIn) say('This is the stand-in Electron 25.1.1 for tests. Do not ship it.');
  return 0;
}

/** Installer, portable program, bill of materials and checksums. */
export async function make(words) {
  if (helped(words, 'make', makeHelp)) return 0;
  await installPackages();
  const folder = join(root, 'out', 'make', process.arch);
  await rm(folder, { recursive: true, force: true });
  const standIn = await forge(['make']);
  const { version } = JSON.parse(await readFile(tool('electron', 'package.json'), 'utf8'));
  const made = await writeReleasePapers(folder, standIn ? '25.1.1' : version);
  say(`Made in ${folder}: ${made.join(', ')}`);
  if (!onWindows)
    say('No installer: that is made on Windows. Here electron-builder checked its settings and the package.');
  return 0;
}

/** Draws build/icon.ico and build/icon.png from build/icon/icon.svg. */
export async function icon() {
  await installPackages();
  await ensureSystemPackages({ withDisplay: needsXvfb(), allowed: true });
  const electron = await ensureElectron();
  const remedy = 'Read the message above.';
  await withDisplay((env) =>
    must(electron, [join(root, 'build', 'icon'), ...sandboxWords()], 'The icon could not be drawn.', remedy, { env }),
  );
  return 0;
}

function helped(words, command, help) {
  if (words.includes('--help')) process.stdout.write(help);
  else if (words.length > 0)
    throw new Failure(`npm run ${command} does not know "${words[0]}".`, `See npm run ${command} -- --help.`);
  return words.includes('--help');
}
