import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache, root } from './paths.mjs';
import { npmScript, run } from './process.mjs';
import { Failure, say } from './say.mjs';

const files = ['package.json', 'package-lock.json'];
const sources = join(root, 'test', 'support', 'electronegativity');
const folder = join(cache, 'electronegativity');
const stamp = join(cache, 'electronegativity.hash');

/**
 * The scanner electronegativity for the tests: RELAYTUNE_ELECTRONEGATIVITY, a folder with its packages, which are old and stay out of the
 * project's own. No script of theirs is run. Answers this environment variable, or none (the test then says what it skips).
 */
export async function ensureElectronegativity() {
  const wanted = await hashOf();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return { RELAYTUNE_ELECTRONEGATIVITY: folder };
  say('Installing electronegativity for the tests (once)…');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of files) await copyFile(join(sources, name), join(folder, name));
  const args = [npmScript(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await run(process.execPath, args, { cwd: folder, quiet: true })) === 0) {
    await writeFile(stamp, wanted);
    return { RELAYTUNE_ELECTRONEGATIVITY: folder };
  }
  if (process.env.CI === 'true')
    throw new Failure('electronegativity could not be installed.', 'Check the connection to the npm registry.');
  say('electronegativity could not be installed: its test is skipped.');
  return {};
}

async function hashOf() {
  const hash = createHash('sha256');
  for (const name of files) hash.update(await readFile(join(sources, name)));
  return hash.digest('hex');
}
