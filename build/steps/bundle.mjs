import { join } from 'node:path';
import { root } from './paths.mjs';
import { must, tool } from './process.mjs';
import { say } from './say.mjs';

const bundles = ['main', 'preload', 'engine', 'renderer'];

/** Builds the production bundle into .vite/. */
export async function buildBundle() {
  say('Building…');
  for (const name of bundles) await bundle(name);
}

export function bundle(name) {
  const args = [
    tool('vite', 'bin', 'vite.js'),
    'build',
    '--config',
    join(root, 'build', `vite.${name}.config.ts`),
    '--logLevel',
    'warn',
  ];
  return must(
    process.execPath,
    args,
    `The ${name} bundle could not be built.`,
    'Read the message above and mend the source.',
    {
      stdio: ['ignore', process.stderr, process.stderr],
    },
  );
}
