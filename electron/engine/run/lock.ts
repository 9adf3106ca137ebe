import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ProblemError, type Problem } from '../../../shared/result';
import { systemCode } from './durable';
import { isRunning, processStart } from './os-process';

const lockSchema = z.object({ pid: z.int(), startedAt: z.string() });
const lockName = 'lock';
/** Writing a lock or taking one over takes a moment; what is older than this was left by a process that died in between. */
const creationMilliseconds = 10_000;
/** How far the time since the start of the computer may be off. */
const bootMilliseconds = 10_000;

/**
 * One run, one writer. Takes the lock of a run's folder and answers the function that releases it; a lock left by a process
 * that no longer lives is taken over. Throws ProblemError 'run/in-use', or the system's error when it cannot be written.
 */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  if (!(await create(path))) {
    const taken = !(await isHeld(path)) && (await takeOver(path));
    if (!taken) throw new ProblemError(inUse);
  }
  return () => rm(path, { force: true });
}

/** Whether another living process holds the run. */
export async function isLockedByOther(folder: string): Promise<boolean> {
  const path = join(folder, lockName);
  return (await readLock(path))?.pid !== process.pid && (await isHeld(path));
}

export const inUse: Problem = {
  code: 'run/in-use',
  title: 'This run is open in another RelayTune.',
  detail: 'Only one program at a time may work on a run.',
  hint: 'Go on in the other window, or close it and open the run again.',
};

/** False when there is a lock already. */
async function create(path: string): Promise<boolean> {
  const mine = JSON.stringify({ pid: process.pid, startedAt: await processStart(process.pid) });
  try {
    await writeFile(path, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    // Nothing but an empty file can have been made: a full disk.
    if (systemCode(error) === 'ENOSPC') await rm(path, { force: true });
    throw error;
  }
}

/** Replaces a lock whose process is gone. One at a time: else a second one would remove the lock the first just made. */
async function takeOver(path: string): Promise<boolean> {
  const turn = `${path}.turn`;
  // Only one that is there and old: removing blindly would take away the turn that another has just taken.
  if ((await ageOf(turn)) >= creationMilliseconds) await rm(turn, { force: true });
  if (!(await create(turn))) return false;
  try {
    if (await isHeld(path)) return false;
    await rm(path, { force: true });
    return await create(path);
  } finally {
    await rm(turn, { force: true });
  }
}

async function isHeld(path: string): Promise<boolean> {
  const lock = await readLock(path);
  if (!lock) return isFresh(path);
  if ((await isOfAnEarlierBoot(path)) || !(await isRunning(lock.pid))) return false;
  // A number can be given to a new process: only the same start time means the same one.
  const start = await processStart(lock.pid);
  return start === '' || lock.startedAt === '' || start === lock.startedAt;
}

/** After a power cut the number of its process may be another's by now, and Windows does not tell when that one started. */
async function isOfAnEarlierBoot(path: string): Promise<boolean> {
  const file = await stat(path).catch(() => null);
  return file !== null && file.mtimeMs < Date.now() - uptime() * 1000 - bootMilliseconds;
}

async function readLock(path: string) {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function isFresh(path: string): Promise<boolean> {
  const age = await ageOf(path);
  return age >= 0 && age < creationMilliseconds;
}

/**
 * Milliseconds since the file was written; -1 where there is none. A clock that was set back since leaves a time in the future: as far
 * from now as one in the past, so that it does not keep the run locked until then.
 */
async function ageOf(path: string): Promise<number> {
  const file = await stat(path).catch(() => null);
  return file === null ? -1 : Math.abs(Date.now() - file.mtimeMs);
}
