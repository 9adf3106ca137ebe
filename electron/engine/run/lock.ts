import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../../../shared/result';

const lockSchema = z.object({ pid: z.int(), startedAt: z.string() });
const lockName = 'lock';

/**
 * One run, one writer. Takes the lock of a run's folder and answers the function that releases it; a lock left by a process
 * that no longer lives is taken over. Throws ProblemError 'run/in-use'.
 */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  const mine = JSON.stringify({ pid: process.pid, startedAt: await processStart(process.pid) });
  const create = () => writeFile(path, mine, { flag: 'wx' });
  try {
    await create();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (await isHeld(path)) throw inUse();
    await rm(path, { force: true });
    await create();
  }
  return () => rm(path, { force: true });
}

/** Whether another living process holds the run. */
export const isLocked = (folder: string) => isHeld(join(folder, lockName));

async function isHeld(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lock = lockSchema.safeParse(parse(text));
  if (!lock.success || !isAlive(lock.data.pid)) return false;
  // A number can be given to a new process: only the same start time means the same one.
  const start = await processStart(lock.data.pid);
  return start === '' || lock.data.startedAt === '' || start === lock.data.startedAt;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Clock ticks since boot at which the process started; '' where the system does not tell (Windows). */
async function processStart(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in brackets and may hold blanks.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function inUse(): ProblemError {
  return new ProblemError({
    code: 'run/in-use',
    title: 'This run is open in another RelayTune.',
    detail: 'Only one program at a time may work on a run.',
    hint: 'Go on in the other window, or close it and open the run again.',
  });
}
