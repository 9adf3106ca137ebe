import { z } from 'zod';

/** First and last id of each unbroken row of ids: other people's mails lie between ours, so there may be several. */
const idRangesSchema = z.array(z.tuple([z.int(), z.int()]));
type IdRanges = z.infer<typeof idRangesSchema>;

/** The mails that one burst queued, so that they can be found and removed later. */
export const testMailsSchema = z.strictObject({
  /** Begins every subject: `[run-7f3k2a1b 017/100] ...`. */
  marker: z.string(),
  /** The ids that sp_send_dbmail gave. */
  mailIds: idRangesSchema,
});
export type TestMails = z.infer<typeof testMailsSchema>;

/** `run-7f3a2b1c`: the marker of the burst with this id. */
export const markerOf = (burstId: string) => `run-${burstId}`;

/** Ids in any order as ranges, so that a thousand of them take one short line of the journal. */
export function toRanges(ids: readonly number[]): IdRanges {
  const ranges: IdRanges = [];
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges;
}

/** Every id of the ranges, in order. */
export function fromRanges(ranges: IdRanges): number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/** How a test mail's subject begins; message tracking and msdb are searched for it. */
export const subjectStart = (marker: string) => `[${marker} `;

/** `[run-7f3k2a1b 017/100] RelayTune test mail`. */
export function subjectOf(marker: string, number: number, mails: number): string {
  const width = String(mails).length;
  return `${subjectStart(marker)}${String(number).padStart(width, '0')}/${mails}] RelayTune test mail`;
}

/** Bytes of a test mail's body, by SMTP and by Database Mail alike, so that both tests send the same. */
export const testMailBytes = 4096;

/** So many bytes of plain ASCII text, in short lines. */
export function testMailText(bytes: number): string {
  const line = 'This is a RelayTune test mail. It can be deleted.\r\n';
  return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
}

/** The mailbox of mail n (from 1): each in turn. */
export const mailboxInTurn = (mailboxes: readonly string[], number: number) =>
  mailboxes[(number - 1) % mailboxes.length] ?? '';
