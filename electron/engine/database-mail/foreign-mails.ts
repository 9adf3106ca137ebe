import { z } from 'zod';
import type { FailedTry } from '../../../shared/database-mail/failed-tries';
import { statusOf } from '../../../shared/database-mail/mail-status';
import type { ForeignMail } from '../../../shared/run/measurement';
import { queryByIds } from './ids';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const rowSchema = z.array(z.object({ mailitem_id: z.int(), sent_status: z.int(), profile_id: z.int() }));
const profileSchema = z.array(z.object({ profile_id: z.int(), name: z.string() }));

/** Which of these mails are not ours, by subject: an own one can fail before sp_send_dbmail has told its id. */
export async function whichAreForeign(
  sql: SqlConnection,
  ids: readonly number[],
  subjectStart: string,
): Promise<Set<number>> {
  const rows = rowSchema.parse(await queryByIds(sql, statements.foreignById, ids, { subjectStart }));
  return new Set(rows.map((row) => row.mailitem_id));
}

type ForeignSearch = {
  /** Failed tries of mails that may not be ours. */
  tries: readonly FailedTry[];
  /** The burst's first mail; null when it queued none. */
  firstId: number | null;
  subjectStart: string;
};

/** Everybody else's mails that failed or were retried meanwhile, by id. Reads no subject, recipient or body. */
export async function readForeignMails(sql: SqlConnection, search: ForeignSearch): Promise<ForeignMail[]> {
  const { tries, firstId, subjectStart } = search;
  const lastTry = new Map(tries.map((each) => [each.mailitemId, each]));
  const since = firstId === null ? [] : await sql.query(statements.foreignSince, { first: firstId, subjectStart });
  const ids = new Set([...lastTry.keys(), ...since.map((row) => z.int().parse(row.mailitem_id))]);
  const rows = rowSchema.parse(await queryByIds(sql, statements.foreignById, [...ids], { subjectStart }));
  const profiles = profileSchema.parse(rows.length === 0 ? [] : await sql.query(statements.profileNames));
  return rows
    .map((row): ForeignMail => {
      const failure = lastTry.get(row.mailitem_id);
      return {
        mailitemId: row.mailitem_id,
        when: failure?.loggedAt ?? null,
        cause: failure?.cause ?? null,
        status: statusOf(row.sent_status),
        profile: profiles.find((profile) => profile.profile_id === row.profile_id)?.name ?? null,
      };
    })
    .sort((a, b) => a.mailitemId - b.mailitemId);
}
