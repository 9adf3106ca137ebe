import * as diagnosticsChannel from 'node:diagnostics_channel';

/**
 * What an older runtime lacks, for the SQL Server driver; the first import of main and engine. Only Node 18 needs it
 * (Electron 25, in tests): what ships has all of it.
 */
type TracingModule = { tracingChannel?: (name: string) => unknown };
type AnySignal = { any?: (signals: readonly AbortSignal[]) => AbortSignal };
type Traced = (...args: unknown[]) => unknown;

/** A channel that nobody listens to: calls go straight through. */
function silentTracingChannel(): unknown {
  const through = (act: Traced, _context: unknown, self: unknown, ...args: unknown[]) => Reflect.apply(act, self, args);
  return {
    hasSubscribers: false,
    subscribe: () => undefined,
    unsubscribe: () => true,
    traceSync: through,
    tracePromise: through,
    traceCallback: (act: Traced, _position: number, context: unknown, self: unknown, ...args: unknown[]) =>
      through(act, context, self, ...args),
  };
}

/** Aborts as soon as one of the signals does, with its reason. */
function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    const follow = () => controller.abort(signal.reason);
    if (signal.aborted) follow();
    else signal.addEventListener('abort', follow, { once: true, signal: controller.signal });
  }
  return controller.signal;
}

const tracing = (diagnosticsChannel as { default?: TracingModule }).default;
if (tracing) tracing.tracingChannel ??= silentTracingChannel;

const signals = AbortSignal as unknown as AnySignal;
signals.any ??= anySignal;

type Resolvers = { withResolvers?: () => unknown };

/** A promise with its two ends in hand. */
function withResolvers(): unknown {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}

const promises = Promise as unknown as Resolvers;
promises.withResolvers ??= withResolvers;
