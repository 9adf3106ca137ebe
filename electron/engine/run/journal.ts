import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError, type Problem } from '../../../shared/result';
import { runEventSchema, type JournalRecord, type RunEvent } from '../../../shared/run/event';
import { createDurably, syncFolder, systemCode, truncateDurably } from './durable';
import { journalProblem } from './journal-problem';
import { hashRecord, readRecords, type JournalReading } from './journal-reading';

/** The run's append-only record: one JSON line an event, chained by hashes, on disk before the act it announces. */
export type Journal = {
  readonly records: readonly JournalRecord[];
  /** Set when the file cannot be continued: the run is then read-only. */
  readonly damage: Problem | null;
  /** The file in the run's folder that keeps a last line which a crash had torn; null where there was none, or it was not touched. */
  readonly tornFile: string | null;
  /** Resolves once the record is on disk. After a failure nothing more can be recorded, so nothing more may be done. */
  append(event: RunEvent): Promise<JournalRecord>;
  close(): Promise<void>;
};

export type JournalOptions = {
  now: () => Date;
  readOnly?: boolean;
  /** How the file is opened for appending, so that a disk that fails can be tried. */
  openFile?: OpenFile;
};

export type OpenFile = (path: string, flags: string) => Promise<JournalFile>;

export type JournalFile = Pick<FileHandle, 'appendFile' | 'sync' | 'close'>;

const journalName = 'journal.jsonl';

/** Opens or creates the journal of a run's folder. Throws ProblemError 'journal/...' when the folder cannot be used. */
export async function openJournal(folder: string, options: JournalOptions): Promise<Journal> {
  const path = join(folder, journalName);
  const bytes = await readFile(path).catch(nullIfMissing);
  const reading = readRecords(bytes ?? Buffer.alloc(0));
  if (options.readOnly || reading.damage) return readOnlyJournal(reading);
  try {
    const tornFile = reading.torn ? await setAside(folder, path, reading.torn, reading.wholeBytes) : null;
    const file = await (options.openFile ?? open)(path, 'a');
    if (!bytes) await syncFolder(folder);
    return { ...writableJournal(file, reading, options.now), tornFile };
  } catch (error) {
    throw new ProblemError(journalProblem(error));
  }
}

function writableJournal(file: JournalFile, reading: JournalReading, now: () => Date): Omit<Journal, 'tornFile'> {
  const records = reading.records;
  /** Why nothing more can be recorded; what was not recorded by it is told by each event. */
  let failed: { by: unknown } | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function write(unchecked: RunEvent): Promise<JournalRecord> {
    if (failed) throw new ProblemError(journalProblem(failed.by, unchecked.type));
    // A line that could not be read again would make the run read-only for good.
    const event = runEventSchema.parse(unchecked);
    const unsealed = { seq: records.length + 1, at: now().toISOString(), event, prev: records.at(-1)?.hash ?? '' };
    const record = { ...unsealed, hash: hashRecord(unsealed) };
    try {
      await file.appendFile(`${JSON.stringify(record)}\n`);
      await file.sync();
    } catch (error) {
      failed = { by: error };
      throw new ProblemError(journalProblem(error, event.type));
    }
    records.push(record);
    return record;
  }

  return {
    records,
    damage: null,
    append(event) {
      const done = queue.then(() => write(event));
      queue = done.catch(() => undefined);
      return done;
    },
    async close() {
      await queue;
      await file.close();
    },
  };
}

function readOnlyJournal({ records, damage }: JournalReading): Journal {
  const refuse = damage ?? {
    code: 'journal/read-only',
    title: 'This run is open for reading only.',
    detail: 'Nothing was recorded or changed.',
    hint: 'Open it where it is being worked on.',
  };
  return {
    records,
    damage,
    tornFile: null,
    append: () => Promise.reject(new ProblemError(refuse)),
    close: () => Promise.resolve(),
  };
}

/** Keeps the torn line byte for byte as journal.torn-<n> before it is cut off; never over an earlier one. */
async function setAside(folder: string, path: string, torn: Uint8Array, wholeBytes: number): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `journal.torn-${n}`;
    try {
      await createDurably(join(folder, name), torn);
      await truncateDurably(path, wholeBytes);
      return name;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

function nullIfMissing(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null;
  throw new ProblemError(journalProblem(error));
}
