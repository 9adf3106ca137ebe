import { useCallback, useState } from 'react';
import type { Problem } from '../../shared/result';
import type { Backlog } from '../../shared/run/measurement';
import { useCall } from '../use-call';
import { useOnOpen } from './use-on-open';

export type BacklogReading = {
  /** Null until it was read. */
  backlog: Backlog | null;
  problem: Problem | null;
  busy: boolean;
  look(): Promise<void>;
};

/** The server's waiting mail, read when the page opens and whenever it is asked for. */
export function useBacklog(): BacklogReading {
  const reading = useCall();
  const [backlog, setBacklog] = useState<Backlog | null>(null);
  const { run } = reading;
  const look = useCallback(async () => {
    const answer = await run('databaseMail.backlog', {});
    if (answer) setBacklog(answer);
  }, [run]);
  useOnOpen(() => void look());
  return { backlog, problem: reading.problem, busy: reading.busy, look };
}

export const waitsOf = (backlog: Backlog | null) => (backlog ? backlog.unsent + backlog.retrying : 0);
