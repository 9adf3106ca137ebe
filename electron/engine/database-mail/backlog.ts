import { z } from 'zod';
import type { Backlog } from '../../../shared/run/measurement';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

/** As many of the newest mails are looked at: their rows hold whole bodies. */
const newest = 5000;

const newestSchema = z.object({ mailitemId: z.int() });
const countsSchema = z.object({ unsent: z.int(), retrying: z.int(), lastHour: z.int(), examined: z.int() });

/** The server's waiting mails, whoever's they are, among its newest. */
export async function readBacklog(sql: SqlConnection): Promise<Backlog> {
  const { mailitemId } = newestSchema.parse((await sql.query(statements.newestMail))[0]);
  const after = Math.max(0, mailitemId - newest);
  const counts = countsSchema.parse((await sql.query(statements.backlogAfter, { after }))[0]);
  return { ...counts, isComplete: after === 0 };
}
