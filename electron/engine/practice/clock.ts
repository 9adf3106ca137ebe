/** The lab's only source of time: lab milliseconds run `factor` times faster than the wall. */
export type LabClock = {
  readonly factor: number;
  /** Lab time now, in epoch milliseconds. */
  now(): number;
  /** Waits that many lab milliseconds; rejects with an AbortError as soon as `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls back after that many lab milliseconds; returns the function that cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
};

/** @param startAt lab epoch milliseconds at which the clock starts; @param factor 1 to 20 */
export function createLabClock(startAt: number, factor: number): LabClock {
  if (factor < 1 || factor > 20) throw new RangeError('The lab clock runs 1 to 20 times as fast as the wall.');
  const origin = performance.now();

  function after(milliseconds: number, callback: () => void): () => void {
    const timer = setTimeout(callback, Math.max(0, milliseconds) / factor);
    return () => clearTimeout(timer);
  }

  return {
    factor,
    now: () => startAt + (performance.now() - origin) * factor,
    after,
    sleep: (milliseconds, signal) =>
      new Promise<void>((resolve, reject) => {
        const abort = () => {
          cancel();
          reject(abortError());
        };
        const cancel = after(milliseconds, () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}

function abortError(): Error {
  const error = new Error('The lab was told to stop waiting.');
  error.name = 'AbortError';
  return error;
}
