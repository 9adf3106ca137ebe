import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A JSON value that is written through to a file, so that the lab can be closed anywhere. */
export type StateFile<T> = {
  readonly value: T;
  /** Asks for a write soon; many calls make one write. */
  save(): void;
  /** Resolves when everything saved so far is on disk. */
  flush(): Promise<void>;
};

const fileName = 'lab.json';
const saveMilliseconds = 100;

/** The stored state of a lab; null when there is none yet. Throws when it cannot be read. */
export async function readState(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, fileName), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The state of this practice lab cannot be read. Start a new practice run.');
  }
}

/** Keeps `value`, which the caller changes in place, in the folder's file: temporary file, fsync, rename. */
export async function keepState<T>(folder: string, value: T): Promise<StateFile<T>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const file = await open(`${path}.part`, 'w');
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // One write after the other; a failed one must not stop the next.
    writing = writing.catch(() => undefined).then(write);
    return writing;
  }

  return {
    value,
    save() {
      timer ??= setTimeout(() => void flush().catch(() => undefined), saveMilliseconds);
    },
    flush,
  };
}
