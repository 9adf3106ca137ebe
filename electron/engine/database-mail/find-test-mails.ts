import { z } from 'zod';
import { newestMails } from '../../../shared/database-mail/newest-mails';
import { markerOf, subjectStart, toRanges, type TestMails } from '../../../shared/database-mail/test-mails';
import { readNewestMail } from './backlog';
import type { SqlConnection } from './sql-connection';
import { testMailsBetween } from './statements';

/** Ids looked through after the burst's beginning, a stretch at a time: a thousand mails take a busy server far fewer. */
const stretches = 10;

const rowsSchema = z.array(z.object({ mailitem_id: z.int() }));

/**
 * What a burst queued whose end is not known, by the subject of the mails that came after `afterMailId`. Reads no subject. Null
 * where there is none.
 */
export async function findTestMails(
  sql: SqlConnection,
  { id, afterMailId }: { id: string; afterMailId: number },
): Promise<TestMails | null> {
  const marker = markerOf(id);
  const last = Math.min(await readNewestMail(sql), afterMailId + stretches * newestMails);
  const ids: number[] = [];
  for (let after = afterMailId; after < last; after += newestMails) {
    const stretch = { after, through: after + newestMails, subjectStart: subjectStart(marker) };
    ids.push(...rowsSchema.parse(await sql.query(testMailsBetween, stretch)).map((row) => row.mailitem_id));
  }
  return ids.length === 0 ? null : { marker, mailIds: toRanges(ids) };
}
