import { z } from 'zod';
import { newestMails } from '../../../shared/database-mail/newest-mails';
import { backlogSchema, type Backlog } from '../../../shared/run/measurement';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const newestSchema = z.object({ mailitemId: z.int() });
const countsSchema = backlogSchema.omit({ isComplete: true });

/** The newest mail's id; 0 where there is none. */
export async function readNewestMail(sql: SqlConnection): Promise<number> {
  return newestSchema.parse((await sql.query(statements.newestMail))[0]).mailitemId;
}

/** The server's waiting mails among its newest: other people's, and test mails. */
export async function readBacklog(sql: SqlConnection): Promise<Backlog> {
  const after = Math.max(0, (await readNewestMail(sql)) - newestMails);
  const counts = countsSchema.parse((await sql.query(statements.backlogAfter, { after }))[0]);
  return { ...counts, isComplete: after === 0 };
}
