import { useCallback, useState } from 'react';
import type { Output } from '../../shared/contract';
import type { Problem } from '../../shared/result';
import { useCall } from '../use-call';
import { useOnOpen } from './use-on-open';

export type Sources = Output<'measure.sources'>['sources'];

/** The addresses of this computer that sessions can be opened from, read when the page opens; null until then. */
export function useSources(): { sources: Sources | null; problem: Problem | null } {
  const { run, problem } = useCall();
  const [sources, setSources] = useState<Sources | null>(null);
  const look = useCallback(async () => {
    const answer = await run('measure.sources', {});
    if (answer) setSources(answer.sources);
  }, [run]);
  useOnOpen(() => void look());
  return { sources, problem };
}
