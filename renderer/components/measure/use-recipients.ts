import { useCallback, useState } from 'react';
import type { Output } from '../../../shared/contract';
import type { Problem } from '../../../shared/result';
import { useCall } from '../../use-call';
import { useOnOpen } from '../use-on-open';

type Recipients = Output<'measure.recipients'>;

export type RecipientsReading = {
  /** Null until they were read. */
  recipients: Recipients | null;
  problem: Problem | null;
  busy: boolean;
  look(): Promise<void>;
};

/** Which test mailboxes lie outside Exchange's accepted domains, read when the page opens and whenever it is asked for. */
export function useRecipients(): RecipientsReading {
  const reading = useCall();
  const [recipients, setRecipients] = useState<Recipients | null>(null);
  const { run } = reading;
  const look = useCallback(async () => {
    const answer = await run('measure.recipients', {});
    if (answer) setRecipients(answer);
  }, [run]);
  useOnOpen(() => void look());
  return { recipients, problem: reading.problem, busy: reading.busy, look };
}
