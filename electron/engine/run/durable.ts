import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Creates a file and returns once it is on disk, name and all. Throws EEXIST when it is there already. */
export async function createDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** Cuts a file off, and returns once that is on disk. */
export async function truncateDurably(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts the names in a folder on disk. Windows cannot open a folder for this. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's code of an error ('ENOENT', 'EEXIST', ...); '' when it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
