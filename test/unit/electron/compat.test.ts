import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Trace = (act: (...args: unknown[]) => unknown, ...rest: unknown[]) => unknown;
type Channel = { hasSubscribers: boolean; traceSync: Trace; tracePromise: Trace; traceCallback: Trace };
type Diagnostics = { tracingChannel?: (name: string) => Channel };
type Promises = { withResolvers?: () => { promise: Promise<unknown>; resolve(value: unknown): void } };
type Signals = { any?: (signals: AbortSignal[]) => AbortSignal };

// The module itself, not a view of it: the driver requires it as CommonJS.
const diagnostics = createRequire(import.meta.url)('node:diagnostics_channel') as Diagnostics;
const promises = Promise as unknown as Promises;
const signals = AbortSignal as unknown as Signals;
const own = {
  tracingChannel: diagnostics.tracingChannel,
  withResolvers: promises.withResolvers,
  any: signals.any,
};

describe('on a runtime that lacks them', () => {
  beforeAll(async () => {
    delete diagnostics.tracingChannel;
    delete promises.withResolvers;
    delete signals.any;
    await import('../../../electron/compat');
  });
  afterAll(() => {
    Object.assign(diagnostics, { tracingChannel: own.tracingChannel });
    Object.assign(promises, { withResolvers: own.withResolvers });
    Object.assign(signals, { any: own.any });
  });

  test('a tracing channel lets every call through with its this and arguments', async () => {
    expect(diagnostics.tracingChannel).not.toBe(own.tracingChannel);
    const channel = diagnostics.tracingChannel?.('tedious:query');
    const join = function (this: { sign: string }, ...words: unknown[]) {
      return words.join(this.sign);
    };
    const self = { sign: '-' };
    expect(channel?.hasSubscribers).toBe(false);
    expect(channel?.traceSync(join as never, {}, self, 'a', 'b')).toBe('a-b');
    expect(await channel?.tracePromise((word: unknown) => Promise.resolve(word), {}, self, 'c')).toBe('c');
    expect(channel?.traceCallback(join as never, -1, {}, self, 'd', 'e')).toBe('d-e');
  });

  test('Promise.withResolvers hands out both ends', async () => {
    expect(promises.withResolvers).not.toBe(own.withResolvers);
    const ends = promises.withResolvers?.();
    ends?.resolve(7);
    expect(await ends?.promise).toBe(7);
  });

  test('AbortSignal.any follows the first to abort, with its reason', () => {
    expect(signals.any).not.toBe(own.any);
    const [first, second] = [new AbortController(), new AbortController()];
    const either = signals.any?.([first.signal, second.signal]);
    expect(either?.aborted).toBe(false);
    second.abort('stop');
    first.abort('late');
    expect([either?.aborted, either?.reason]).toEqual([true, 'stop']);
    expect(signals.any?.([second.signal]).reason).toBe('stop');
  });
});
