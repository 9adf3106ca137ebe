import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { startOf } from '../exchange/powershell/process';
import { isOfHere, isRunning, processStart } from './os-process';

/** The process that holds a lock, as the lock's file names it. */
export const holderSchema = z.object({
  pid: z.int(),
  /** In the system's own terms (`processStart`); '' where it does not tell. */
  startedAt: z.string(),
  /** Whose number it is. Absent in an older version's lock. */
  machine: z.string().optional(),
  /** When the process began by the clock of then, an ISO time. */
  began: z.string().optional(),
});
export type Holder = z.infer<typeof holderSchema>;

/** Finds the PowerShell that can be asked of a process; null where there is none. */
export type FindShell = () => string | null;

/** This very process. */
export const thisProcess = async (): Promise<Holder> => ({
  pid: process.pid,
  startedAt: await processStart(process.pid),
  machine: hostname(),
  began: new Date(performance.timeOrigin).toISOString(),
});

/** Whether it may still be alive: false only where it is known to be gone. @param lockedAt when its lock was written, epoch milliseconds */
export async function mayBeAlive(holder: Holder, lockedAt: number, findShell: FindShell): Promise<boolean> {
  // Of another's nothing can be seen from here. However old: a run may stay open for weeks, and only who sees that computer can tell.
  if (!isOfHere(holder)) return true;
  if (!(await isRunning(holder.pid))) return false;
  // A number can be given to a new process: only the same start time means the same one.
  const start = await processStart(holder.pid);
  if (start !== '' && holder.startedAt !== '') return start === holder.startedAt;
  const isOther = await isSuccessor(holder, lockedAt, findShell());
  // By the clock, which somebody may have set: only where nothing else tells.
  return !(isOther ?? isOfAnEarlierBoot(lockedAt));
}

/** How far the time since the start of the computer may be off. */
const bootMilliseconds = 10_000;

/** After a power cut the number of its process may be another's by now. */
const isOfAnEarlierBoot = (lockedAt: number) => lockedAt < Date.now() - uptime() * 1000 - bootMilliseconds;

/** A process knows its own beginning some seconds late. */
const successorMilliseconds = 60_000;

/**
 * Where the system does not tell start times (Windows), PowerShell is asked when the living process of that number began. It is another one
 * only if that was well after the holder's beginning and after its lock; null where it is not told. Run with PowerShell on Linux; never on
 * Windows.
 */
async function isSuccessor({ pid, began }: Holder, lockedAt: number, shell: string | null): Promise<boolean | null> {
  if (began === undefined || shell === null) return null;
  const told = await startOf(pid, shell).catch(() => null);
  return told === null ? null : told > Math.max(Date.parse(began), lockedAt) + successorMilliseconds;
}
