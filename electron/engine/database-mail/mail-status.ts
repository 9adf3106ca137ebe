import { z } from 'zod';
import { statusOf, type MailStatus } from '../../../shared/database-mail/mail-status';
import { queryByIds } from './ids';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

/** The server's wall clock as milliseconds: read as if it were UTC, so that no change of this computer's time moves it. */
const wallClock = z.iso.datetime({ local: true }).transform((text) => Date.parse(`${text}Z`));

const rowSchema = z.object({
  mailitem_id: z.int(),
  sent_status: z.int(),
  requestedAt: wallClock,
  sentAt: wallClock.nullable(),
});

/** Reads mails by their ids, on the primary key. One whose row is gone is left out. */
export async function readMailStatus(sql: SqlConnection, ids: readonly number[]): Promise<MailStatus[]> {
  const rows = await queryByIds(sql, statements.mailsById, ids);
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      id: row.mailitem_id,
      status: statusOf(row.sent_status),
      requestedMs: row.requestedAt,
      sentMs: row.sentAt,
    }));
}

const retriesSchema = z.array(z.object({ mailitem_id: z.int(), attempts: z.int() }));

/** Mails that Database Mail tried again, and how many further tries it counts in all. */
export async function readRetries(
  sql: SqlConnection,
  ids: readonly number[],
): Promise<{ retried: number; retries: number }> {
  const rows = retriesSchema.parse(await queryByIds(sql, statements.retriesById, ids));
  return { retried: rows.length, retries: rows.reduce((sum, row) => sum + row.attempts, 0) };
}
