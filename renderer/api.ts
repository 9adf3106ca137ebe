import {
  contract,
  progressSchema,
  type Channel,
  type Input,
  type Output,
  type Progress,
  type RelayTuneApi,
} from '../shared/contract';
import { toProblem, type Problem, type Result } from '../shared/result';

declare global {
  interface Window {
    relaytune: RelayTuneApi;
  }
}

export type CallOptions = { onProgress?: (progress: Progress) => void; signal?: AbortSignal };

/** Asks the program. Never throws; the answer is checked against the contract on this side too. */
export async function call<C extends Channel>(
  channel: C,
  input: Input<C>,
  { onProgress, signal }: CallOptions = {},
): Promise<Result<Output<C>>> {
  const callId = crypto.randomUUID();
  const stop = window.relaytune.onProgress((id, progress) => {
    const update = id === callId ? progressSchema.safeParse(progress) : null;
    if (update?.success) onProgress?.(update.data);
  });
  const cancel = () => window.relaytune.cancel(callId);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return readAnswer(channel, await window.relaytune.call(channel, input, callId));
  } catch (error) {
    return { ok: false, error: toProblem(error) };
  } finally {
    stop();
    signal?.removeEventListener('abort', cancel);
  }
}

type Envelope = { ok: true; value: unknown } | { ok: false; error: Problem };

function readAnswer<C extends Channel>(channel: C, answer: string): Result<Output<C>> {
  const envelope = JSON.parse(answer) as Envelope;
  if (!envelope.ok) return envelope;
  return { ok: true, value: contract[channel].output.parse(envelope.value) as Output<C> };
}
