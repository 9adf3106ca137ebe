import { useCallback, useState } from 'react';
import type { Channel, Input, Output } from '../../shared/contract';
import type { Problem } from '../../shared/result';
import { useCall } from '../use-call';
import { useOnOpen } from './use-on-open';

/** Channels that only read, and need nothing to be told. */
type Read = Extract<Channel, 'measure.sources' | 'measure.recipients' | 'databaseMail.backlog'>;

export type Reading<C extends Read> = {
  /** Null until it was read. */
  value: Output<C> | null;
  problem: Problem | null;
  busy: boolean;
  look(): Promise<void>;
};

/** What a panel shows besides the run's state: read when the page opens, and whenever it is asked for. */
export function useReading<C extends Read>(channel: C): Reading<C> {
  const { run, problem, busy } = useCall();
  const [value, setValue] = useState<Output<C> | null>(null);
  const look = useCallback(async () => {
    const answer = await run(channel, {} as Input<C>);
    if (answer) setValue(answer);
  }, [run, channel]);
  useOnOpen(() => void look());
  return { value, problem, busy, look };
}
