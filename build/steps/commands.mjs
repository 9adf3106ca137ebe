import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildBundle, bundle } from './bundle.mjs';
import { needsXvfb, sandboxWords, withDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';
import { installPackages } from './install.mjs';
import { icon, make, packageProgram } from './make.mjs';
import { ensurePostfix } from './postfix.mjs';
import { ensurePowerShell } from './powershell.mjs';
import { root } from './paths.mjs';
import { run, runNode, tool } from './process.mjs';
import { Failure, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { check, fix, testAll, testEndToEnd, testLong, testUnit } from './tests.mjs';

const startHelp = `npm start installs, builds and opens RelayTune.

npm start -- [options]
  --smoke FILE.png       take a picture of the first usable page and end
  --no-system-packages   never install system packages (Debian, as root)
  --help                 this text
`;

/** Name -> (words) => exit code. The names are the npm scripts. */
export const commands = {
  start,
  test: testAll,
  'test:unit': testUnit,
  'test:long': testLong,
  'test:e2e': testEndToEnd,
  check,
  fix,
  pictures,
  rehearse,
  bench,
  dev,
  package: packageProgram,
  make,
  icon,
};

/** `--readme` puts those that README shows into docs/pictures. */
function pictures(words) {
  if (words.includes('--readme')) process.env.RELAYTUNE_README = 'true';
  return testEndToEnd(['--project=pictures', ...words.filter((word) => word !== '--readme')]);
}

async function start(words) {
  if (words.includes('--help')) {
    process.stdout.write(startHelp);
    return 0;
  }
  const smoke = words.includes('--smoke') ? words[words.indexOf('--smoke') + 1] : undefined;
  if (words.includes('--smoke') && (!smoke || smoke.startsWith('-')))
    throw new Failure('--smoke needs a file name.', 'For example: npm start -- --smoke shot.png');
  const unknown = words.find((word) => word !== smoke && !['--smoke', '--no-system-packages'].includes(word));
  if (unknown) throw new Failure(`npm start does not know "${unknown}".`, 'See npm start -- --help.');

  await installPackages();
  await ensureSystemPackages({ withDisplay: needsXvfb(), allowed: !words.includes('--no-system-packages') });
  const electron = await ensureElectron();
  await buildBundle();
  const picture = smoke === undefined ? null : resolve(smoke);
  if (picture) await rm(picture, { force: true });
  say(picture ? 'Taking a picture of the first page…' : 'Opening RelayTune…');
  if (!picture && needsXvfb())
    say('There is no display here: the window opens on an invisible one (Xvfb). Ctrl+C ends it.');
  const args = [root, ...(picture ? [`--smoke=${picture}`] : []), ...sandboxWords()];
  return withDisplay((env) => run(electron, args, { env }));
}

async function rehearse(words) {
  await installPackages();
  await bundle('rehearse');
  return runNode([join(root, '.vite', 'build', 'rehearse.cjs'), ...words]);
}

async function bench(words) {
  await installPackages();
  await bundle('bench');
  const named = words.filter((_, at) => words[at - 1] === '--only');
  const wants = (...names) =>
    !words.includes('--help') && (named.length === 0 || names.some((name) => named.includes(name)));
  const tools = {
    ...(wants('powershell-round-trip') ? await ensurePowerShell() : {}),
    ...(wants('burst-throughput', 'burst-memory', 'ladder') ? await ensurePostfix() : {}),
  };
  const measure = (env) =>
    runNode([join(root, '.vite', 'build', 'bench.cjs'), ...words], { env: { ...env, ...tools } });
  if (!wants('startup', 'memory')) return measure(process.env);
  await ensureSystemPackages({ withDisplay: needsXvfb(), allowed: true });
  tools.RELAYTUNE_ELECTRON = await ensureElectron();
  await buildBundle();
  return withDisplay(measure);
}

/** Forge's development mode: pages reload as they are edited. Words are passed on to the program. */
async function dev(words) {
  await installPackages();
  await ensureSystemPackages({ withDisplay: needsXvfb(), allowed: true });
  const electron = await ensureElectron();
  const env = { ELECTRON_OVERRIDE_DIST_PATH: resolve(electron, '..') };
  return withDisplay((display) =>
    runNode([tool('@electron-forge', 'cli', 'dist', 'electron-forge.js'), 'start', '--', ...sandboxWords(), ...words], {
      env: { ...display, ...env },
    }),
  );
}
