import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { Failure } from './say.mjs';

/**
 * Runs a program without a shell and answers its exit code (a signal counts as 1).
 * `options.quiet` keeps its output and shows it only when it fails.
 */
export async function run(file, args, options = {}) {
  const { quiet = false, ...rest } = options;
  const child = spawn(file, args, { cwd: root, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', ...rest });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Failure(`${file} could not be started: ${error.message}.`, 'Install it, or check PATH.')),
    );
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
  return code;
}

/** What a program writes to stdout; a failure ends the command. */
export async function output(file, args) {
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Failure(`${file} ${args.join(' ')} failed.`, 'Read the message above.');
  return Buffer.concat(chunks).toString('utf8');
}

/** Like run, but a failure ends the command with this sentence. */
export async function must(file, args, message, remedy, options) {
  if ((await run(file, args, options)) !== 0) throw new Failure(message, remedy);
}

/** Runs a script with this same Node. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** npm by its own script: Windows refuses npm.cmd without a shell. */
export function npmScript() {
  // Beside this Node, or beside any other on PATH: on Linux npm is a link into its package.
  const folders = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)];
  const candidates = [
    process.env.npm_execpath,
    process.env.RELAYTUNE_NPM,
    ...folders.map((folder) => join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')),
    ...folders.map((folder) => join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')),
  ];
  const found = candidates.find((path) => path && path.endsWith('.js') && existsSync(path));
  if (!found) throw new Failure('npm was not found.', 'Start this through npm, for example: npm start.');
  return found;
}

/** The script of a package in node_modules that its `bin` names. */
export const tool = (...path) => join(root, 'node_modules', ...path);
