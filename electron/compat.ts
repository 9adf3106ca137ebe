import * as diagnosticsChannel from 'node:diagnostics_channel';

/**
 * What an older runtime lacks; the first import of main and engine. Node 18 (Electron 25, in tests only) has no
 * diagnostics_channel.tracingChannel, which the SQL Server driver calls for tracing that nobody listens to here.
 */
type Module = { tracingChannel?: (name: string) => unknown };

/** Channels without subscribers: calls go straight through. */
function silentTracingChannel(): unknown {
  const through = (act: (...args: unknown[]) => unknown, _context: unknown, self: unknown, ...args: unknown[]) =>
    Reflect.apply(act, self, args);
  return {
    hasSubscribers: false,
    subscribe: () => undefined,
    unsubscribe: () => true,
    traceSync: through,
    tracePromise: through,
    traceCallback: (
      act: (...args: unknown[]) => unknown,
      _position: number,
      context: unknown,
      self: unknown,
      ...args: unknown[]
    ) => through(act, context, self, ...args),
  };
}

const module = (diagnosticsChannel as unknown as { default?: Module }).default;
if (module && !module.tracingChannel) module.tracingChannel = silentTracingChannel;
