import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonical-json';
import type { Problem } from '../../../shared/result';
import { journalRecordSchema, type JournalRecord } from '../../../shared/run/event';

export type JournalReading = {
  /** Every record up to the first that cannot be trusted. */
  records: JournalRecord[];
  damage: Problem | null;
  /** What follows the last line break, as it is; null when nothing does. */
  torn: Uint8Array | null;
  /** Bytes up to and with the last line break. */
  wholeBytes: number;
};

const lineBreak = 10;

/** SHA-256 over the canonical JSON of a record without its hash, in hexadecimal. */
export const hashRecord = (record: Omit<JournalRecord, 'hash'>) =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

/** Checks every line and the chain; a last line without its line break was torn by a crash or a full disk. */
export function readRecords(bytes: Buffer): JournalReading {
  const wholeBytes = bytes.lastIndexOf(lineBreak) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const torn = wholeBytes === bytes.length ? null : bytes.subarray(wholeBytes);
  const records: JournalRecord[] = [];
  const damage = readLines(lines, records);
  return { records, damage, torn, wholeBytes };
}

function readLines(lines: string[], records: JournalRecord[]): Problem | null {
  for (const [index, line] of lines.entries()) {
    const parsed = parseLine(line);
    if (!parsed) return damaged(`Line ${index + 1} cannot be read, or was written by a newer version.`);
    const { record, sealedBy } = parsed;
    const follows = record.seq === index + 1 && record.prev === (records.at(-1)?.hash ?? '');
    if (!follows || sealedBy !== record.hash) {
      return damaged(`The chain breaks at line ${index + 1}: the file was changed after it was written.`);
    }
    records.push(record);
  }
  return null;
}

/** A record, and the hash of its line as it was written: what an older version left out is filled in only afterwards. */
function parseLine(line: string): { record: JournalRecord; sealedBy: string } | null {
  try {
    const raw = JSON.parse(line) as JournalRecord;
    const record = journalRecordSchema.parse(raw);
    const { seq, at, event, prev } = raw;
    return { record, sealedBy: hashRecord({ seq, at, event, prev }) };
  } catch {
    return null;
  }
}

function damaged(detail: string): Problem {
  return {
    code: 'journal/damaged',
    title: 'The record of this run is damaged.',
    detail,
    hint: 'The run can be read but not continued. Start a new run; it reads the servers as they are now.',
  };
}
