import type { Channel, Progress } from '../../../shared/contract';

type FakeCall = {
  channel: Channel;
  input: unknown;
  callId: string;
  /** Answers the call with an envelope. */
  answer(envelope: unknown): void;
  /** Ends it as if the way to the program had broken. */
  fail(error: Error): void;
};

export type FakeProgram = {
  calls: FakeCall[];
  cancelled: string[];
  /** How many listen for progress. */
  listeners(): number;
  push(callId: string, progress: unknown): void;
};

/** Stands where the preload stands, and answers when the test says so. */
export function fakeProgram(): FakeProgram {
  const calls: FakeCall[] = [];
  const cancelled: string[] = [];
  const listeners = new Set<(callId: string, progress: Progress) => void>();
  window.relaytune = {
    call: (channel, input, callId) =>
      new Promise((resolve, fail) => {
        const answer = (envelope: unknown) => resolve(JSON.stringify(envelope));
        calls.push({ channel, input, callId, answer, fail });
      }),
    cancel: (callId) => void cancelled.push(callId),
    onProgress(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onMenu: () => () => undefined,
  };
  return {
    calls,
    cancelled,
    listeners: () => listeners.size,
    push: (callId, progress) => listeners.forEach((listener) => listener(callId, progress as Progress)),
  };
}
