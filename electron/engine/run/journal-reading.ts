import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/canonical-json';
import type { Problem } from '../../../shared/result';
import { journalFormat, journalRecordSchema, type JournalRecord } from '../../../shared/run/event';

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
  let newer: Problem | null = null;
  for (const [index, line] of lines.entries()) {
    const parsed = parseLine(line);
    const leftOut = leftOutText(lines.length - index - 1);
    if (!parsed) return damaged(`Line ${index + 1} cannot be read. ${leftOut}`);
    const { raw, record, isSealed } = parsed;
    const follows = raw.seq === index + 1 && raw.prev === (records.at(-1)?.hash ?? '');
    if (!follows || !isSealed) {
      return damaged(`The chain breaks at line ${index + 1}: the file was changed after it was written. ${leftOut}`);
    }
    newer ??= newerThan(raw.event);
    // Sealed as it should be, and yet nothing that this version knows.
    if (!record) {
      const unknown = `Line ${index + 1} holds something that this version does not know. ${leftOut}`;
      return newerFormat(newer ? `${newer.detail} ${unknown}` : unknown);
    }
    records.push(record);
  }
  return newer;
}

/** How much is not read, which nobody can see otherwise. */
function leftOutText(after: number): string {
  if (after === 0) return 'It is left out.';
  return `It and the ${after === 1 ? 'line' : `${after} lines`} after it are left out.`;
}

const lineSchema = z.looseObject({ seq: z.int(), prev: z.string(), hash: z.string(), event: z.looseObject({}) });
type Line = z.infer<typeof lineSchema>;

/**
 * A line as it was written, whether its hash seals it (what an older version left out is filled in only afterwards), and the record
 * that it is; null where this version knows no such record. Null for what is no line of a journal.
 */
function parseLine(line: string): { raw: Line; record: JournalRecord | null; isSealed: boolean } | null {
  try {
    // As it stands in the file: what the schema answers leaves a member named __proto__ out, and the hash would not cover it.
    const raw = JSON.parse(line) as Line;
    lineSchema.parse(raw);
    const { hash, ...sealed } = raw;
    const { data: record = null } = journalRecordSchema.safeParse(raw);
    return { raw, record, isSealed: hashRecord(sealed as Omit<JournalRecord, 'hash'>) === hash };
  } catch {
    return null;
  }
}

const formatSchema = z.looseObject({
  type: z.literal('run-started'),
  format: z.number(),
  appVersion: z.string().catch('unknown'),
});

/** What a run says that was begun by a version with another format; null for any other event. */
function newerThan(event: unknown): Problem | null {
  const { data } = formatSchema.safeParse(event);
  if (!data || data.format <= journalFormat) return null;
  return newerFormat(
    `RelayTune ${data.appVersion} wrote it in format ${data.format}; this version knows up to ${journalFormat}.`,
  );
}

function newerFormat(detail: string): Problem {
  return {
    code: 'journal/newer-format',
    title: 'This run was recorded by a newer version of RelayTune.',
    detail,
    hint: 'It can be read here as far as this version understands it. To go on with it, open it in that version.',
  };
}

function damaged(detail: string): Problem {
  return {
    code: 'journal/damaged',
    title: 'The record of this run is damaged.',
    detail,
    hint: 'The run can be read but not continued. Start a new run; it reads the servers as they are now.',
  };
}
