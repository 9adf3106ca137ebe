import { sendBurst, type BurstProgress } from '../../electron/engine/database-mail/burst';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import type { Lab } from '../../electron/engine/practice/lab';
import { relayConnector } from './practice-lab';

/** The marker of every burst that `burst` sends. */
export const marker = 'run-7f3a2b1c';

type Options = {
  mails: number;
  signal?: AbortSignal;
  patienceMs?: number;
  onProgress?: (progress: BurstProgress) => void;
};

/** A burst through the lab's profile Newsletter to three test mailboxes. */
export const burst = (lab: Lab, sql: SqlConnection, { mails, signal, patienceMs = 180_000, onProgress }: Options) =>
  sendBurst(
    sql,
    lab.clock,
    {
      profile: 'Newsletter',
      mailboxes: ['relay.test1@corp.example', 'relay.test2@corp.example', 'relay.test3@corp.example'],
      mails,
      marker,
      patienceMs,
    },
    signal ?? new AbortController().signal,
    onProgress ?? (() => undefined),
  );

/** Everything goes through at once. */
export const quick = (lab: Lab) => lab.directory.set(relayConnector, { MaxAcknowledgementDelay: '0' });
