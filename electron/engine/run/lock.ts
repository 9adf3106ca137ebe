import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError, type Problem } from '../../../shared/result';
import { findPowerShell } from '../exchange/powershell/find-powershell';
import { systemCode } from './durable';
import { holderSchema, mayBeAlive, thisProcess, type FindShell, type Holder } from './lock-holder';
import { isOfHere } from './os-process';

const lockName = 'lock';
/** Writing a lock or taking one over takes a moment; what is older than this was left by a process that died in between. */
const creationMilliseconds = 10_000;

/**
 * One run, one writer. Takes the lock of a run's folder and answers the function that releases it; a lock left by a process
 * of this computer that no longer lives is taken over. Throws ProblemError 'run/in-use', or the system's error when it cannot be written.
 */
export async function takeLock(folder: string, findShell: FindShell = findPowerShell): Promise<() => Promise<void>> {
  const path = join(folder, lockName);
  const mine = JSON.stringify(await thisProcess());
  if (!(await create(path, mine))) {
    const holder = await readLock(path);
    const taken = !(await isHeld(path, holder, findShell)) && (await takeOver(path, holder, mine));
    if (!taken) throw new ProblemError(inUse(path, holder));
  }
  return async () => {
    // Deleted too early, by somebody who took this program for gone, it may be another's by now.
    if ((await textOf(path)) === mine) await rm(path, { force: true });
  };
}

/** Why the run cannot be opened here, where another process holds it or may; null where none does. */
export async function heldByOther(folder: string): Promise<Problem | null> {
  const path = join(folder, lockName);
  const holder = await readLock(path);
  if (holder?.pid === process.pid && isOfHere(holder)) return null;
  return (await isHeld(path, holder, findPowerShell)) ? inUse(path, holder) : null;
}

function inUse(path: string, holder: Holder | null): Problem {
  const code = 'run/in-use';
  const title = 'This run is open in another RelayTune.';
  const detail = 'Only one program at a time may work on a run.';
  if (!holder?.machine || isOfHere(holder))
    return { code, title, detail, hint: 'Go on in the other window, or close it and open the run again.' };
  return {
    code,
    title,
    detail: `${detail} It was opened on ${holder.machine}; whether RelayTune still runs there cannot be seen from this computer.`,
    hint: `Close RelayTune on ${holder.machine} and open the run again. Only if it does not run there any more, as after a crash, delete the file ${path} first.`,
  };
}

/** False when there is a lock already. */
async function create(path: string, mine: string): Promise<boolean> {
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

/**
 * Replaces the lock of a holder that is gone. One at a time: else a second one would remove the lock the first just made. Nothing
 * slow may happen in between, or the turn would count as left behind.
 */
async function takeOver(path: string, gone: Holder | null, mine: string): Promise<boolean> {
  const turn = `${path}.turn`;
  // Only one that is there and old: removing blindly would take away the turn that another has just taken.
  if ((await ageOf(turn)) >= creationMilliseconds) await rm(turn, { force: true });
  if (!(await create(turn, mine))) return false;
  try {
    const holder = await readLock(path);
    const isOther = holder ? JSON.stringify(holder) !== JSON.stringify(gone) : await isFresh(path);
    if (isOther) return false;
    await rm(path, { force: true });
    return await create(path, mine);
  } finally {
    await rm(turn, { force: true });
  }
}

async function isHeld(path: string, holder: Holder | null, findShell: FindShell): Promise<boolean> {
  if (!holder) return isFresh(path);
  const file = await stat(path).catch(() => null);
  return file !== null && (await mayBeAlive(holder, file.mtimeMs, findShell));
}

/** '' where it cannot be read. */
const textOf = (path: string) => readFile(path, 'utf8').catch(() => '');

async function readLock(path: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await textOf(path)));
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
