import { createHash } from 'node:crypto';
import { open, readFile, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../../shared/canonical-json';
import { ProblemError, type Problem } from '../../../shared/result';
import { journalRecordSchema, type JournalRecord, type RunEvent } from '../../../shared/run/event';
import { journalProblem } from './journal-problem';

/** The run's append-only record: one JSON line an event, chained by hashes, on disk before the act it announces. */
export type Journal = {
  readonly records: readonly JournalRecord[];
  /** Set when the file cannot be continued: the run is then read-only. */
  readonly damage: Problem | null;
  /** A torn last line that was kept aside; null when there was none. */
  readonly tornLine: string | null;
  /** Resolves once the record is on disk. After a failure nothing more can be recorded, so nothing more may be done. */
  append(event: RunEvent): Promise<JournalRecord>;
  close(): Promise<void>;
};

export const journalName = 'journal.jsonl';

export const hashRecord = (record: Omit<JournalRecord, 'hash'>) =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

type Reading = { records: JournalRecord[]; damage: Problem | null; torn: string | null; goodBytes: number };

/** Opens or creates the journal of a run's folder. Throws ProblemError 'journal/...' when the folder cannot be used. */
export async function openJournal(folder: string, options: { now: () => Date; readOnly?: boolean }): Promise<Journal> {
  const path = join(folder, journalName);
  const reading = readRecords(await readFile(path, 'utf8').catch(ignoreMissing));
  if (options.readOnly || reading.damage) return readOnlyJournal(reading);
  try {
    if (reading.torn !== null) await setAside(folder, path, reading);
    return writable(await open(path, 'a'), reading, options.now);
  } catch (error) {
    throw new ProblemError(journalProblem(error));
  }
}

/** Checks every line and the chain; a last line without its line break was torn by a crash or a full disk. */
export function readRecords(text: string): Reading {
  const lines = text.split('\n');
  const torn = lines.pop() ?? '';
  const reading: Reading = {
    records: [],
    damage: null,
    torn: torn === '' ? null : torn,
    goodBytes: Buffer.byteLength(text) - Buffer.byteLength(torn),
  };
  let prev = '';
  for (const [index, line] of lines.entries()) {
    const record = parseLine(line);
    if (!record)
      return { ...reading, damage: damaged(`Line ${index + 1} cannot be read, or was written by a newer version.`) };
    const { hash, ...rest } = record;
    if (record.seq !== index + 1 || record.prev !== prev || hashRecord(rest) !== hash) {
      return {
        ...reading,
        damage: damaged(`The chain breaks at line ${index + 1}: the file was changed after it was written.`),
      };
    }
    reading.records.push(record);
    prev = hash;
  }
  return reading;
}

function parseLine(line: string): JournalRecord | null {
  try {
    return journalRecordSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function writable(file: FileHandle, reading: Reading, now: () => Date): Journal {
  const records = reading.records;
  let failed: ProblemError | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function write(event: RunEvent): Promise<JournalRecord> {
    if (failed) throw failed;
    const unsealed = { seq: records.length + 1, at: now().toISOString(), event, prev: records.at(-1)?.hash ?? '' };
    const record = { ...unsealed, hash: hashRecord(unsealed) };
    try {
      await file.appendFile(`${JSON.stringify(record)}\n`);
      await file.sync();
    } catch (error) {
      failed = new ProblemError(journalProblem(error));
      throw failed;
    }
    records.push(record);
    return record;
  }

  return {
    records,
    damage: null,
    tornLine: reading.torn,
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

function readOnlyJournal({ records, damage, torn }: Reading): Journal {
  const refuse = damage ?? {
    code: 'journal/read-only',
    title: 'This run is open for reading only.',
    detail: 'Nothing was recorded or changed.',
    hint: 'Open it where it is being worked on.',
  };
  return {
    records,
    damage,
    tornLine: torn,
    append: () => Promise.reject(new ProblemError(refuse)),
    close: () => Promise.resolve(),
  };
}

async function setAside(folder: string, path: string, reading: Reading): Promise<void> {
  await writeFile(join(folder, `journal.torn-${reading.records.length + 1}`), reading.torn ?? '');
  await truncate(path, reading.goodBytes);
}

function damaged(detail: string): Problem {
  return {
    code: 'journal/damaged',
    title: 'The record of this run is damaged.',
    detail,
    hint: 'The run can be read but not continued. Start a new run; it reads the servers as they are now.',
  };
}

function ignoreMissing(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw new ProblemError(journalProblem(error));
}
