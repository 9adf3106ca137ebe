import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { testFuses } from '../../../build/fuses';

/** The packaged program, as it is released; build/steps/package.mjs made it. */
export const releaseProgram = process.env.RELAYTUNE_PACKAGE ?? '';

/** Writes to stdout and ends: what would run if a folder beside app.asar could take the program's place. */
const planted = "process.stdout.write('planted\\n'); require('electron').app.exit(7);\n";

/** The same files with the one fuse by which Playwright can drive it, and another program planted beside app.asar. */
export async function makeTestVariant(): Promise<{ program: string; remove(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'relaytune-variant-'));
  const folder = join(parent, 'program');
  await cp(dirname(releaseProgram), folder, { recursive: true });
  const program = join(folder, basename(releaseProgram));
  await flipFuses(program, testFuses);
  const intruder = join(folder, 'resources', 'app');
  await mkdir(intruder);
  await writeFile(join(intruder, 'package.json'), '{ "name": "planted", "version": "1.0.0", "main": "main.js" }\n');
  await writeFile(join(intruder, 'main.js'), planted);
  return { program, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}
