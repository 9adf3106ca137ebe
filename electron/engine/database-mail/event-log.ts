import { z } from 'zod';
import type { LogRow } from '../../../shared/database-mail/failed-tries';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const positionSchema = z.object({ logId: z.int() });
const logRowSchema = z.object({
  log_id: z.int(),
  event_type: z.string(),
  loggedAt: z.string(),
  description: z
    .string()
    .nullable()
    .transform((text) => text ?? ''),
  mailitem_id: z.int().nullable(),
  process_id: z.int().nullable(),
});

/** As many rows logAfter gives at most. */
const rowsAtOnce = 1000;

/** Where sysmail_log stands now. */
export async function readLogPosition(sql: SqlConnection): Promise<{ logId: number }> {
  return positionSchema.parse((await sql.query(statements.logPosition))[0]);
}

/** Every row after `after`, in order, a thousand at a time. */
export async function readLogAfter(sql: SqlConnection, after: number): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for (;;) {
    const from = rows.at(-1)?.log_id ?? after;
    const more = z.array(logRowSchema).parse(await sql.query(statements.logAfter, { after: from }));
    rows.push(...more);
    if (more.length < rowsAtOnce) return rows;
  }
}
