import { z } from 'zod';
import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { Writer } from '../../../shared/run/event';
import { waitUntil } from '../wait-until';
import { requestSeconds, type SqlConnection } from './sql-connection';
import { ownSession, sessionByLogin } from './statements';

type SqlSessionOf = Extract<Writer, { kind: 'sql' }>;

/** One SQL session of its own, for one write: it is named in the announcement, and no other takes its place. */
export type SqlWriter = {
  writer: SqlSessionOf;
  /**
   * Runs exactly this text; answers what it printed, as SqlConnection does. Throws ProblemError 'sql/session-ended' when the session is
   * gone: then nothing was begun.
   */
  run(text: string): Promise<string | null>;
  close(): Promise<void>;
};

/** Opens a connection that asks `mayConnect` before each session it opens. */
export type OpenSqlConnection = (mayConnect: () => boolean) => Promise<SqlConnection>;

/** The part of a WritableTarget that writes in a session of its own. */
export function writesAlone(sql: SqlConnection, open: () => Promise<SqlWriter>) {
  let held: SqlWriter | null = null;
  return {
    async hold(): Promise<Writer> {
      held = await open();
      return held.writer;
    },
    async run(text: string): Promise<string | null> {
      if (!held) throw new Error('Nobody holds the session that writes.');
      const { writer, run, close } = held;
      try {
        return await run(text);
      } catch (error) {
        if (mayGoOn.has(toProblem(error).code)) {
          await close().catch(() => undefined);
          if (!(await isOver(sql, writer))) throw new ProblemError(writerStillThere(toProblem(error)));
        }
        throw error;
      }
    },
    async release(): Promise<void> {
      await held?.close().catch(() => undefined);
      held = null;
    },
  };
}

/** Errors after which the server may still be at the statement. */
const mayGoOn = new Set(['sql/connection-lost', 'sql/timeout', 'sql/cancelled']);

/**
 * Whether what is read next can no longer be overtaken by what was sent before: the session has ended, or this login cannot see it and the
 * time has passed that a request may take. False where it is still there, or the server cannot be asked.
 */
async function isOver(sql: SqlConnection, writer: SqlSessionOf): Promise<boolean> {
  let hasEnded = false as boolean | null;
  const asked = async () => (hasEnded = await hasSessionEnded(sql, writer)) === true;
  await waitUntil(asked, { atMost: requestSeconds * 1000 }).catch(() => (hasEnded = false));
  return hasEnded !== false;
}

/** The session that was to write is cut off from its program, and SQL Server still has it. @param cause how it was cut off */
export const writerStillThere = (cause?: Problem): Problem => ({
  code: 'sql/writer-still-there',
  title: 'The session that writes is still there on the SQL Server.',
  detail: `It may still write, so what is read now may not stay.${cause ? ` ${cause.title} ${cause.detail}` : ''}`,
  hint: 'Wait a minute and press “Check again”; a database administrator can end the session.',
});

const ownSessionSchema = z.object({ sessionId: z.int(), loginTime: z.string() });
const foundSchema = z.object({ sessions: z.int(), maySee: z.int().nullable() });

export async function openSqlWriter(open: OpenSqlConnection): Promise<SqlWriter> {
  let isNamed = false;
  const sql = await open(() => !isNamed);
  try {
    const { sessionId, loginTime } = ownSessionSchema.parse((await sql.query(ownSession))[0]);
    isNamed = true;
    return { writer: { kind: 'sql', sessionId, loginTime }, run: (text) => sql.run(text), close: () => sql.close() };
  } catch (error) {
    await sql.close();
    throw error;
  }
}

/** Whether that session has ended; null where this login may not see other sessions. */
export async function hasSessionEnded(sql: SqlConnection, writer: SqlSessionOf): Promise<boolean | null> {
  const { sessionId, loginTime } = writer;
  const { sessions, maySee } = foundSchema.parse((await sql.query(sessionByLogin, { sessionId, loginTime }))[0]);
  if (sessions > 0) return false;
  return maySee === 1 ? true : null;
}

/** The session that was announced is gone, and another one must not write in its place. */
export const sessionEnded: Problem = {
  code: 'sql/session-ended',
  title: 'The connection to SQL Server ended before the statement was sent.',
  detail: 'Nothing was begun: only the session that is on record may write.',
  hint: 'Plan the change again; if it happens again, look at the network between this computer and the SQL Server.',
};
