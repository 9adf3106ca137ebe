import { ProblemError, toProblem, type Problem } from '../../../shared/result';
import type { Writer } from '../../../shared/run/event';
import type { PlanTarget } from '../../../shared/run/plan';
import type { ChangeRecord } from '../../../shared/run/state';
import { requestSeconds } from '../database-mail/sql-connection';
import { hasSessionEnded, writerStillThere } from '../database-mail/sql-writer';
import { endPowerShell } from '../exchange/powershell/process';
import type { Session } from '../session';
import type { CallContext } from '../types';
import { waitUntil } from '../wait-until';
import { isOfHere } from './os-process';

/** Who announced a change, and until when something of it may still come: by `performance.now`, a clock that nobody sets. */
export type OldWriter = {
  change: ChangeRecord;
  /** Whether it has ended; null where only the time tells. Throws ProblemError where its server cannot be asked. */
  hasEnded(): Promise<boolean | null>;
  /** When it must have ended. */
  endsAt: number;
  /** When a server that goes on without it must have got to its end too. Reading before may show the old value, and the new one later. */
  quietAt: number;
};

/** A PowerShell that was ended here is gone when it is looked for again, yet its server has no less time than at first. */
const found = new WeakMap<Session, Map<string, OldWriter>>();

/** Who may still be at these changes. A PowerShell that an interrupted program left behind is ended. */
export async function oldWritersOf(session: Session, changes: readonly ChangeRecord[]): Promise<OldWriter[]> {
  const known = found.get(session) ?? new Map<string, OldWriter>();
  found.set(session, known);
  const writers: OldWriter[] = [];
  for (const change of changes) {
    const id = `${change.plan.id} ${change.target}`;
    const writer = await oldWriterOf(session, change, known.get(id));
    known.set(id, writer);
    writers.push(writer);
  }
  return writers;
}

async function oldWriterOf(session: Session, change: ChangeRecord, known?: OldWriter): Promise<OldWriter> {
  const { writer } = change;
  if (writer?.kind === 'powershell') return oldPowerShell(session, change, writer, known);
  const now = performance.now();
  if (known) return known;
  if (!writer) return { change, hasEnded: () => Promise.resolve(true), endsAt: now, quietAt: now };
  // A restart asks a few things before it stops, each of which may take that long.
  const requests = change.plan.step === 'restart' ? requestsOfRestart : 1;
  const endsAt = now + remaining(change, requests * requestSeconds * 1000);
  return { change, hasEnded: async () => hasSessionEnded(await session.sql(), writer), endsAt, quietAt: now };
}

const requestsOfRestart = 5;

async function oldPowerShell(
  session: Session,
  change: ChangeRecord,
  writer: Extract<Writer, { kind: 'powershell' }>,
  known?: OldWriter,
): Promise<OldWriter> {
  const { powerShell, commandLimit, lateWriteLimit } = session.site;
  const how = session.isInherited(change)
    ? await endPowerShell(writer, powerShell).catch(() => 'untold' as const)
    : 'ours';
  if (known && how !== 'ended') return known;
  const now = performance.now();
  const limit = commandLimit + lateWriteLimit;
  // Another computer's clock says nothing here.
  const left = isOfHere(writer) ? remaining(change, limit) : limit;
  const until = (ends: number, quiet: number): OldWriter => ({
    change,
    hasEnded: () => Promise.resolve(null),
    endsAt: now + ends,
    quietAt: now + quiet,
  });
  // This program asks it one thing after the other and sets each a limit: what is read next is read after its write.
  if (how === 'ours') return until(0, Math.min(lateWriteLimit, left));
  if (how === 'untold') return until(Math.max(0, left - lateWriteLimit), left);
  // Once its program was gone nobody set it a limit, and when it ended is not on record (another start may have ended it and been
  // closed while it waited): what it was at may have been sent a moment ago.
  return until(0, lateWriteLimit);
}

/** Milliseconds until a write announced then must be over; a clock that was set since makes it no longer than the whole. */
function remaining({ announcedAt }: ChangeRecord, limit: number): number {
  const left = Date.parse(announcedAt) + limit - Date.now();
  return Math.min(limit, Math.max(0, left));
}

type Say = (text: string) => void;

/** One bar for all the waiting of an act: it begins once, and is as long as the longest of them can be. */
export function waitingBar(writers: readonly OldWriter[], { progress }: CallContext): Say {
  const from = performance.now();
  const total = Math.max(0, ...writers.map(({ endsAt, quietAt }) => Math.max(endsAt, quietAt) - from));
  const seconds = (milliseconds: number) => Math.round(milliseconds / 1000);
  return (text) => {
    const done = Math.min(performance.now() - from, total);
    progress({ text, done: seconds(done), total: seconds(total), counts: [] });
  };
}

/**
 * Waits for all of them at once, until none can still be writing. What cannot be told is over when the time has passed that a write may
 * take. Answers those of which that does not hold, and why: still there, SQL Server cannot be asked, or stopped.
 */
export async function untilEnded(
  writers: readonly OldWriter[],
  { signal }: CallContext,
  say: Say,
): Promise<Map<OldWriter, Problem>> {
  const open = new Set(writers);
  const problems = new Map<OldWriter, Problem>();
  async function haveEnded(): Promise<boolean> {
    for (const writer of open) {
      try {
        const hasEnded = await writer.hasEnded();
        if (hasEnded !== true && performance.now() < writer.endsAt) continue;
        if (hasEnded === false) throw new ProblemError(writerStillThere());
      } catch (error) {
        problems.set(writer, toProblem(error));
      }
      open.delete(writer);
    }
    return open.size === 0;
  }
  const waiting = () => say('Waiting for what the interrupted program may still be doing…');
  try {
    await waitUntil(haveEnded, { atMost: Infinity, signal, waiting });
  } catch (error) {
    for (const writer of open) problems.set(writer, toProblem(error));
  }
  return problems;
}

/** Returns when no server can still be at a write of these, whose writers have ended. Throws AbortError when stopped. */
export async function untilQuiet(writers: readonly OldWriter[], { signal }: CallContext, say: Say): Promise<void> {
  const waiting = () => say('Waiting for what the server may still be doing…');
  await waitUntil(() => Promise.resolve(writers.every(isQuiet)), { atMost: Infinity, signal, waiting });
}

/**
 * What an interrupted program, or a session that broke, may still be writing on these targets would come after what is done next, or
 * into it. Throws ProblemError where that cannot be waited for.
 */
export async function untilNobodyWrites(
  session: Session,
  targets: readonly Pick<PlanTarget, 'kind' | 'key'>[],
  context: CallContext,
): Promise<void> {
  const isMeant = ({ kind, key }: PlanTarget) => targets.some((target) => target.kind === kind && target.key === key);
  const changes = session.run.state().changes.filter(({ plan, target, outcome }) => {
    const planned = plan.targets[target];
    return outcome === 'unknown' && planned && isMeant(planned);
  });
  const writers = await oldWritersOf(session, changes);
  const say = waitingBar(writers, context);
  for (const problem of (await untilEnded(writers, context, say)).values()) throw new ProblemError(problem);
  await untilQuiet(writers, context, say);
}

/** Whether nothing of it can come any more. */
export const isQuiet = ({ quietAt }: OldWriter): boolean => performance.now() >= quietAt;
