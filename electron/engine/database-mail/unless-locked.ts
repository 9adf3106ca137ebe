import { ProblemError } from '../../../shared/result';
import type { SiteClock } from '../site';

/** Errors 1222 and 1205: somebody else's work went first, as it should. */
const lost = new Set(['sql/locked', 'sql/deadlock']);

/** What was read; null where the tables were locked or another request won: the next poll asks again. */
export async function unlessLocked<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError && lost.has(error.problem.code)) return null;
    throw error;
  }
}

const tries = 5;
const pauseMilliseconds = 1000;

/** Reads what must be known in the end: five times at most, then the last error stands. */
export async function onceUnlocked<T>(clock: SiteClock, read: () => Promise<T>): Promise<T> {
  for (let count = 1; count < tries; count += 1) {
    const answer = await unlessLocked(async () => ({ read: await read() }));
    if (answer) return answer.read;
    await clock.sleep(pauseMilliseconds);
  }
  return read();
}
