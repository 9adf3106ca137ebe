import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { must, npmScript } from './process.mjs';
import { say } from './say.mjs';

/** Installs the packages that package-lock.json names, unless that very lock is installed already. */
export async function installPackages() {
  const stamp = join(root, 'node_modules', '.relaytune-lock');
  const wanted = createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  say('Installing packages (about a minute the first time)…');
  await must(
    process.execPath,
    [npmScript(), 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed.',
    'Read the npm message above; most often the registry cannot be reached.',
    // stdout belongs to the command's own result.
    { stdio: ['ignore', process.stderr, process.stderr] },
  );
  await writeFile(stamp, wanted);
}
