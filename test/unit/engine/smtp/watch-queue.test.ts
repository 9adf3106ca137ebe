import { expect, it } from 'vitest';
import { watchQueue } from '../../../../electron/engine/smtp/watch-queue';

/** Watches a hub that answers these lengths look by look, over a clock that only remembers what it was told to wait. */
async function watched(lengths: (number | null | Error)[], { atStart = 10, most = 100 } = {}) {
  const waits: number[] = [];
  const test = new AbortController();
  const left = [...lengths];
  const result = await watchQueue({
    atStart,
    most,
    signal: test.signal,
    clock: {
      factor: 1,
      now: () => 0,
      sleep: (milliseconds) => {
        waits.push(milliseconds);
        if (left.length > 0) return Promise.resolve();
        test.abort();
        return Promise.reject(new Error('aborted'));
      },
    },
    read() {
      const next = left.shift() ?? null;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
  });
  return { result, waits, left };
}

it('looks every five seconds until the test is over', async () => {
  expect(await watched([10, 60, 110])).toEqual({ result: 'ended', waits: [5000, 5000, 5000, 5000], left: [] });
});

it('ends at the first look that finds more than allowed over what waited before', async () => {
  expect(await watched([110, 111, 10])).toEqual({ result: 'over', waits: [5000, 5000], left: [10] });
});

it('goes on when the queues shrink under what they held', async () => {
  expect((await watched([0, 5, 0])).result).toBe('ended');
});

it.each([null, new Error('The session is gone.')])(
  'says when the queues cannot be seen any more: %s',
  async (answer) => {
    expect((await watched([20, answer, 500])).result).toBe('unseen');
  },
);
