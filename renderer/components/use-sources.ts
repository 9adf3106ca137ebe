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

/**
 * What the last test was run from, as long as this computer has it; else the SQL Server's; else null, the system's choice.
 * @param last undefined where no test was run from this computer yet
 */
export function usualSource(sources: Sources, last: string | undefined): string | null {
  const again = sources.find((each) => each.address === last);
  return (again ?? sources.find((each) => each.isSqlServer))?.address ?? null;
}
