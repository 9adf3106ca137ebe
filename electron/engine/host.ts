import { z } from 'zod';
import { toProblem, type Result } from '../../shared/result';
import type { Progress } from '../../shared/contract';
import type { Engine, EngineChannel } from './types';

/** What main sends the engine. */
const requestSchema = z.union([
  z.strictObject({ id: z.string(), channel: z.string(), input: z.unknown() }),
  z.strictObject({ cancel: z.string() }),
  z.strictObject({ close: z.literal(true) }),
]);
export type EngineRequest = z.infer<typeof requestSchema>;

/** What the engine sends back. */
export type EngineMessage =
  { id: string; progress: Progress } | { id: string; result: Result<unknown> } | { closed: true };

/**
 * The engine's message loop, over any transport: answers the function that takes each message in.
 * One AbortController a call, so that cancelling one never ends another.
 */
export function hostEngine(engine: Engine, send: (message: EngineMessage) => void): (message: unknown) => void {
  const running = new Map<string, AbortController>();

  async function serve(id: string, channel: EngineChannel, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    const progress = (update: Progress) => send({ id, progress: update });
    const result = await engine
      .call(channel, input, { signal: controller.signal, progress })
      .catch((error: unknown) => ({ ok: false as const, error: toProblem(error) }));
    running.delete(id);
    send({ id, result });
  }

  const closed = () => send({ closed: true });

  return (message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) return;
    if ('cancel' in request.data) running.get(request.data.cancel)?.abort();
    else if ('close' in request.data) void engine.close().then(closed, closed);
    else void serve(request.data.id, request.data.channel as EngineChannel, request.data.input);
  };
}
