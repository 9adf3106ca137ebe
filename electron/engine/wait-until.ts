import { setTimeout as sleep } from 'node:timers/promises';

const pollMilliseconds = 250;

export type WaitOptions = {
  /** At most so long, in milliseconds. */
  atMost: number;
  signal?: AbortSignal;
  /** Called before each pause with the milliseconds waited so far. */
  waiting?(waited: number): void;
};

/** Asks until the answer is yes; answers false when the time is over. By a clock that nobody sets. Throws AbortError when stopped. */
export async function waitUntil(
  isSo: () => Promise<boolean>,
  { atMost, signal, waiting }: WaitOptions,
): Promise<boolean> {
  const from = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    if (await isSo()) return true;
    const waited = performance.now() - from;
    if (waited >= atMost) return false;
    waiting?.(waited);
    await sleep(Math.min(pollMilliseconds, atMost - waited), undefined, signal ? { signal } : {});
  }
}
