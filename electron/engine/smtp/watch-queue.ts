import type { SiteClock } from '../site';

export type QueueWatch = {
  /** Mails waiting on the hub; null where they cannot be seen. */
  read(): Promise<number | null>;
  clock: SiteClock;
  /** What waited before the test. */
  atStart: number;
  /** So many more may wait than did at the start. */
  most: number;
  /** Ends the watch: the test is over. A look under way is left to end, since breaking it off would end the session to Exchange. */
  signal: AbortSignal;
};

/** Milliseconds of site time between two looks. */
const everyMilliseconds = 5000;

/**
 * Looks every five seconds how many mails wait on the hub, until the test is over.
 * @returns 'over' as soon as more wait than allowed, 'unseen' when they can no longer be seen, 'ended' with the signal. It never rejects.
 */
export async function watchQueue({
  read,
  clock,
  atStart,
  most,
  signal,
}: QueueWatch): Promise<'over' | 'unseen' | 'ended'> {
  try {
    for (;;) {
      await clock.sleep(everyMilliseconds, signal);
      const waiting = await read();
      if (signal.aborted) return 'ended';
      if (waiting === null) return 'unseen';
      if (waiting - atStart > most) return 'over';
    }
  } catch {
    // A session to Exchange that is gone says nothing about the mails: the test goes on without this guard.
    return signal.aborted ? 'ended' : 'unseen';
  }
}
