import { useCallback, useEffect, useRef, useState } from 'react';
import type { Channel, Input, Output, Progress } from '../shared/contract';
import type { Problem } from '../shared/result';
import { call } from './api';

export type CallState = {
  busy: boolean;
  progress: Progress | null;
  problem: Problem | null;
  /** The answer, or null when it failed (then `problem` says why) or when a call is under way already. */
  run<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C> | null>;
  stop(): void;
  clear(): void;
};

/** One call at a time for one part of a page: its progress, its problem, its Stop. */
export function useCall(): CallState {
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const controller = useRef<AbortController | null>(null);
  const isMounted = useRef(true);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      // Nothing goes on that cannot be seen: a test is stopped, a change stops between two targets.
      controller.current?.abort();
    };
  }, []);

  const run = useCallback(async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C> | null> => {
    // A double click must not ask twice.
    if (controller.current) return null;
    const own = new AbortController();
    controller.current = own;
    setBusy(true);
    setProblem(null);
    setProgress(null);
    const result = await call(channel, input, {
      signal: own.signal,
      onProgress: (update) => {
        if (isMounted.current) setProgress(update);
      },
    });
    controller.current = null;
    if (isMounted.current) {
      setBusy(false);
      setProgress(null);
      if (!result.ok) setProblem(result.error);
    }
    return result.ok ? result.value : null;
  }, []);

  const stop = useCallback(() => controller.current?.abort(), []);
  const clear = useCallback(() => setProblem(null), []);
  return { busy, progress, problem, run, stop, clear };
}
