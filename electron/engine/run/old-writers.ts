import { ProblemError } from '../../../shared/result';
import type { ChangeRecord } from '../../../shared/run/state';
import { requestSeconds } from '../database-mail/sql-connection';
import { hasSessionEnded, writerStillThere } from '../database-mail/sql-writer';
import { endPowerShell } from '../exchange/powershell/process';
import type { Session } from '../session';
import type { CallContext } from '../types';
import { waitUntil } from '../wait-until';

/**
 * Returns when nobody can still be writing what this change announced, so that what is read then stays. A PowerShell that an
 * interrupted program left behind is ended; an SQL session is waited for. What cannot be told is over when the time has passed
 * that a write may take. Throws ProblemError where SQL Server cannot be asked, AbortError when stopped.
 */
export async function untilWriterIsGone(session: Session, change: ChangeRecord, context: CallContext): Promise<void> {
  const { writer } = change;
  if (!writer) return;
  const wait = (isGone: () => Promise<boolean>, limit: number) =>
    waitUntil(isGone, {
      atMost: remaining(change, limit),
      signal: context.signal,
      waiting: (waited) => context.progress(waitingFor(waited, remaining(change, limit) + waited)),
    });
  if (writer.kind === 'powershell') {
    // One of this program is asked one thing after the other: what is read next is read after its write.
    if (!session.isInherited(change)) return;
    const isGone = await endPowerShell(writer, session.site.powerShell).catch(() => false);
    if (!isGone) await wait(() => Promise.resolve(false), session.site.commandLimit);
    return;
  }
  const sql = await session.sql();
  // A restart asks a few things before it stops, each of which may take that long.
  const requests = change.plan.step === 'restart' ? requestsOfRestart : 1;
  let hasEnded = null as boolean | null;
  await wait(async () => (hasEnded = await hasSessionEnded(sql, writer)) === true, requests * requestSeconds * 1000);
  if (hasEnded === false) throw new ProblemError(writerStillThere());
}

const requestsOfRestart = 5;

/**
 * Returns when no server can still be at a write whose PowerShell has ended: the pipeline it was sent goes on without it. Reading in
 * between may show the old value, and the new one a moment later. Throws AbortError when stopped.
 */
export async function untilNothingLands({ site }: Session, change: ChangeRecord, context: CallContext): Promise<void> {
  if (change.writer?.kind !== 'powershell') return;
  // When the session ended is not on record: at the latest when its command had to be over.
  const left = remaining(change, site.commandLimit + site.lateWriteLimit);
  const atMost = Math.min(site.lateWriteLimit, left);
  await waitUntil(() => Promise.resolve(false), {
    atMost,
    signal: context.signal,
    waiting: (waited) =>
      context.progress({ ...waitingFor(waited, atMost), text: 'Waiting for what the server may still be doing…' }),
  });
}

/** Milliseconds until a write announced then must be over; a clock that was set since makes it no longer than the whole. */
function remaining({ announcedAt }: ChangeRecord, limit: number): number {
  const left = Date.parse(announcedAt) + limit - Date.now();
  return Math.min(limit, Math.max(0, left));
}

const waitingFor = (waited: number, total: number) => ({
  text: 'Waiting for what the interrupted program may still be doing…',
  done: Math.round(waited / 1000),
  total: Math.round(total / 1000),
  counts: [],
});
