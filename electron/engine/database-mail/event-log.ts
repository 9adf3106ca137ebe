import { z } from 'zod';
import { parseFailure } from '../../../shared/database-mail/event-text';
import type { BurstResult } from '../../../shared/run/measurement';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const positionSchema = z.object({ logId: z.int(), serverTime: z.string() });
const logRowSchema = z.object({
  log_id: z.int(),
  event_type: z.string(),
  description: z.string(),
  mailitem_id: z.int().nullable(),
  process_id: z.int().nullable(),
});
export type LogRow = z.infer<typeof logRowSchema>;

/** Where sysmail_log stands now, and the server's clock as ISO text. */
export async function readLogPosition(sql: SqlConnection): Promise<{ logId: number; serverTime: string }> {
  return positionSchema.parse((await sql.query(statements.logPosition))[0]);
}

export async function readLogAfter(sql: SqlConnection, after: number): Promise<LogRow[]> {
  return z.array(logRowSchema).parse(await sql.query(statements.logAfter, { after }));
}

type Cause = BurstResult['causes'][number];

/** Failed tries of these mails by cause: distinct mails and tries, with one text as the server wrote it. */
export function countCauses(rows: readonly LogRow[], ids: ReadonlySet<number>): Cause[] {
  const causes = new Map<Cause['cause'], { mails: Set<number>; tries: number; example: string }>();
  for (const row of rows) {
    if (row.mailitem_id === null || !ids.has(row.mailitem_id)) continue;
    if (row.event_type !== 'error' && row.event_type !== 'warning') continue;
    const failure = parseFailure(row.description);
    const entry = causes.get(failure.cause) ?? { mails: new Set<number>(), tries: 0, example: failure.message };
    entry.mails.add(row.mailitem_id);
    entry.tries += 1;
    causes.set(failure.cause, entry);
  }
  return [...causes].map(([cause, entry]) => ({
    cause,
    mails: entry.mails.size,
    tries: entry.tries,
    example: entry.example,
  }));
}
