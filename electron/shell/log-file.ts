import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Lines of JSON, newest last, in `relaytune.jsonl`; older ones in `relaytune.1.jsonl` and so on. */
export type LogFile = {
  /** Settles when the line is written, or was given up: a log that cannot be written is no reason to fail. */
  write(entry: object): Promise<void>;
};

type Settings = {
  folder: string;
  /** Goes over every text of a line. */
  scrub(text: string): string;
  now?: () => Date;
  /** Bytes of one file. */
  mostBytes?: number;
};

const files = 5;
/** Lines that wait for a slow disk; more are left out. */
const mostWaiting = 1000;

/** Nobody waits for the log, and nothing fails with it. Its folder is the user's own. */
export function openLogFile({ folder, scrub, now = () => new Date(), mostBytes = 1_000_000 }: Settings): LogFile {
  const nameOf = (age: number) => join(folder, age === 0 ? 'relaytune.jsonl' : `relaytune.${age}.jsonl`);
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  /** Of the newest file; null until it was looked at. */
  let bytes: number | null = null;

  async function append(line: string): Promise<void> {
    const length = Buffer.byteLength(line);
    if (bytes === null) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      bytes = (await stat(nameOf(0)).catch(() => null))?.size ?? 0;
    }
    if (bytes > 0 && bytes + length > mostBytes) {
      for (let age = files - 1; age > 0; age -= 1) await rename(nameOf(age - 1), nameOf(age)).catch(() => undefined);
      // A file that another program holds stays where it is, and grows.
      bytes = (await stat(nameOf(0)).catch(() => null))?.size ?? 0;
    }
    await appendFile(nameOf(0), line, { mode: 0o600 });
    bytes += length;
  }

  return {
    write(entry) {
      if (waiting >= mostWaiting) return last;
      waiting += 1;
      const clean = (_key: string, value: unknown) => (typeof value === 'string' ? scrub(value) : value);
      const line = `${JSON.stringify({ at: now().toISOString(), ...entry }, clean)}\n`;
      last = last
        .then(() => append(line))
        .catch(() => {
          // The folder may be back by the next line.
          bytes = null;
        })
        .then(() => void (waiting -= 1));
      return last;
    },
  };
}
