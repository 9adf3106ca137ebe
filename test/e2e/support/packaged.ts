import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { testFuses } from '../../../build/fuses';

/** The packaged program, as it is released; build/steps/package.mjs made it. */
export const releaseProgram = process.env.RELAYTUNE_PACKAGE ?? '';

/** A copy of the release; its files may be changed. `remove` deletes it. */
type Variant = { program: string; resources: string; remove(): Promise<void> };

/** The same files with the one fuse by which Playwright can drive it. */
export async function makeTestVariant(): Promise<Variant> {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-variant-'));
  await cp(dirname(releaseProgram), folder, { recursive: true });
  const program = join(folder, basename(releaseProgram));
  await flipFuses(program, testFuses);
  return {
    program,
    resources: join(folder, 'resources'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
