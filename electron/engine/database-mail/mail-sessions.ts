import { z } from 'zod';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const sessionsSchema = z.object({ sessions: z.int(), maySee: z.int().nullable() });

/** SQL sessions that the Database Mail process has now (not its SMTP sessions); null where this login may not see them. */
export async function readMailSessions(sql: SqlConnection): Promise<number | null> {
  const { sessions, maySee } = sessionsSchema.parse((await sql.query(statements.databaseMailSessions))[0]);
  return maySee === 1 ? sessions : null;
}
