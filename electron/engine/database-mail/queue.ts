import { z } from 'zod';
import { ProblemError, toProblem } from '../../../shared/result';
import type { RunEvent } from '../../../shared/run/event';
import { mayStillLand } from '../../../shared/run/may-still-land';
import type { SiteClock } from '../site';
import { readLogAfter, readLogPosition } from './event-log';
import { readMailSessions } from './mail-sessions';
import type { SqlConnection } from './sql-connection';
import * as statements from './statements';

const statusRowSchema = z.object({ Status: z.string() });
const processRowSchema = z.object({ description: z.string(), process_id: z.int().nullable() });

const shutDownMilliseconds = 60_000;
const pollMilliseconds = 1000;

/** What sysmail_help_status_sp says of the mail queue. */
export async function readQueueStatus(sql: SqlConnection): Promise<'STARTED' | 'STOPPED'> {
  const row = statusRowSchema.parse((await sql.query(statements.queueStatus))[0]);
  return row.Status.toUpperCase() === 'STARTED' ? 'STARTED' : 'STOPPED';
}

type Record = (event: RunEvent) => Promise<unknown>;

type Restart = {
  sql: SqlConnection;
  /** Runs sysmail_stop_sp in the session that was announced. */
  stop(): Promise<unknown>;
  clock: SiteClock;
  planId: string;
  record: Record;
  say(text: string): void;
};

/**
 * Stops and starts Database Mail, so that a changed timeout counts now (the process caches account data).
 * Each half is journaled before and after; on any error the queue is started first. Waits at most 60 s for the
 * process's end. Never starts a queue that was stopped before. Answers whether the process was seen to end.
 */
export async function restartDatabaseMail({ sql, stop, clock, planId, record, say }: Restart): Promise<boolean> {
  if ((await readQueueStatus(sql)) === 'STOPPED') throw stoppedBefore();
  const position = await readLogPosition(sql);
  const processId = await runningProcess(sql);
  let ended: boolean;
  await record({ type: 'queue-stop-announced', planId });
  try {
    say('Stopping Database Mail…');
    await stop();
    await record({ type: 'queue-stopped' });
    say('Waiting for the Database Mail process to end…');
    ended = await waitForEnd(clock, () => hasEnded(sql, position.logId, processId));
  } catch (error) {
    say('Starting Database Mail…');
    // A stop that may still come is what is told, whatever becomes of this start.
    if (mayStillLand(toProblem(error))) await startForNow(sql, record).catch(() => undefined);
    else await startDatabaseMail(sql, record);
    throw error;
  }
  say('Starting Database Mail…');
  await startDatabaseMail(sql, record);
  return ended;
}

/** Starts the queue that this run stopped, and has it on record as started. */
export async function startDatabaseMail(sql: SqlConnection, record: Record): Promise<void> {
  await startForNow(sql, record);
  await record({ type: 'queue-started' });
}

/**
 * The same while a stop of this run may still come, which would come after it: the run goes on counting the queue as stopped. The stop is
 * on record, so a start that cannot be recorded (a full disk) is made all the same: no mail is sent until then.
 */
export async function startForNow(sql: SqlConnection, record: Record): Promise<void> {
  const announced = record({ type: 'queue-start-announced' });
  await announced.catch(() => undefined);
  await sql.run(statements.startQueue);
  if ((await readQueueStatus(sql)) !== 'STARTED') throw notStarted();
  await announced;
}

async function runningProcess(sql: SqlConnection): Promise<number | null> {
  const row = processRowSchema.safeParse((await sql.query(statements.lastProcessRow))[0]);
  return row.success && row.data.description.includes('is started') ? row.data.process_id : null;
}

async function waitForEnd(clock: SiteClock, hasEnded: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = clock.now() + shutDownMilliseconds;
  for (;;) {
    if (await hasEnded()) return true;
    if (clock.now() >= giveUpAt) return false;
    await clock.sleep(pollMilliseconds);
  }
}

/**
 * By the process's shut-down row, or by its sessions, which are there at every LoggingLevel and in every language, where the login
 * may see them.
 */
async function hasEnded(sql: SqlConnection, after: number, processId: number | null): Promise<boolean> {
  const rows = await readLogAfter(sql, after);
  const ended = rows.filter((row) => row.description.includes('process is shutting down'));
  if (ended.some((row) => processId === null || row.process_id === processId)) return true;
  return (await readMailSessions(sql)) === 0;
}

function stoppedBefore(): ProblemError {
  return new ProblemError({
    code: 'queue/stopped-before',
    title: 'Database Mail was already stopped before RelayTune touched it.',
    detail: 'sysmail_help_status_sp says STOPPED. RelayTune never starts a queue that somebody else stopped.',
    hint: 'Find out who stopped it and why; start it with sysmail_start_sp, then try again.',
  });
}

function notStarted(): ProblemError {
  return new ProblemError({
    code: 'queue/not-started',
    title: 'Database Mail is still stopped.',
    detail: 'sysmail_start_sp ran, but sysmail_help_status_sp still says STOPPED.',
    hint: 'No mail is sent until it is started. On the server, run now: EXEC msdb.dbo.sysmail_start_sp;',
  });
}
