import { z } from 'zod';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

/** One of our own mails as msdb shows it; milliseconds on the server's clock since the test began. */
export type MailStatus = {
  id: number;
  status: 'unsent' | 'sent' | 'failed' | 'retrying';
  requestedMs: number;
  sentMs: number | null;
};

/** sysmail_mailitems.sent_status; any other value shows as 'failed' in Microsoft's own view. */
const statusOf = (code: number) => (['unsent', 'sent', 'failed', 'retrying'] as const)[code] ?? 'failed';

const rowSchema = z.object({
  mailitem_id: z.int(),
  sent_status: z.int(),
  requestedMs: z.int(),
  sentMs: z.int().nullable(),
});

/** SQL Server takes 2,100 parameters a request. */
const idsPerRequest = 1000;

/** Reads the mails by their ids (primary key), never by a range: other people's mails may lie between ours. */
export async function readMailStatus(sql: SqlConnection, ids: readonly number[], since: string): Promise<MailStatus[]> {
  const found: MailStatus[] = [];
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const some = ids.slice(start, start + idsPerRequest);
    const parameters = Object.fromEntries(some.map((id, index) => [`id${index}`, id]));
    const rows = await sql.query(statements.mailsById(some.length), { ...parameters, since });
    for (const row of z.array(rowSchema).parse(rows)) {
      found.push({
        id: row.mailitem_id,
        status: statusOf(row.sent_status),
        requestedMs: row.requestedMs,
        sentMs: row.sentMs,
      });
    }
  }
  return found;
}
