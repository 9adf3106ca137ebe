import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The id of the one run of a data folder. */
export async function onlyRun(dataFolder: string): Promise<string> {
  const [id, ...others] = await readdir(join(dataFolder, 'runs'));
  if (id === undefined || others.length > 0) throw new Error(`Not one run: ${[id, ...others].join(', ')}`);
  return id;
}
