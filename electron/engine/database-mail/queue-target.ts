import type { PlanTarget } from '../../../shared/run/plan';
import type { RunEvent } from '../../../shared/run/event';
import type { WritableTarget } from '../run/writable-target';
import { hashState, type PlanDraft } from '../run/plan-store';
import type { SiteClock } from '../site';
import { readQueueStatus, restartDatabaseMail } from './queue';
import type { SqlConnection } from './sql-connection';
import { writesAlone, type SqlWriter } from './sql-writer';
import { startQueue, stopQueue } from './statements';

/** The one target of a restart. */
export const mailQueue = { kind: 'queue', key: 'databaseMail' } as const;

/** Stopping and starting Database Mail as a plan: confirmed and journaled like any change. */
export async function planRestart(sql: SqlConnection): Promise<PlanDraft> {
  const basis = { Status: await readQueueStatus(sql) };
  const target: PlanTarget = {
    ...mailQueue,
    name: 'Database Mail',
    changes: [],
    effectiveLimit: null,
    command: `${stopQueue}\n-- waits until the Database Mail process has ended, 60 s at most\n${startQueue}`,
    whatIf: null,
    undoCommand: startQueue,
    stateHash: hashState(basis),
    basis,
  };
  return {
    step: 'restart',
    targets: [target],
    risks: [
      {
        severity: 'warning',
        text: 'While it is stopped, for up to a minute, programs that send mail from SQL Server get error 14641. Do it in a quiet moment.',
      },
      { severity: 'info', text: 'Mails already queued stay queued and are sent after the start.' },
    ],
    typedName: null,
    ticks: [],
  };
}

const notSeen =
  'The old Database Mail process was not seen to end within 60 s, so it may still use what it remembers: the new timeout counts in a few minutes at the latest.';

type Settings = {
  sql: SqlConnection;
  openWriter(): Promise<SqlWriter>;
  clock: SiteClock;
  planId: string;
  record(event: RunEvent): Promise<unknown>;
  say(text: string): void;
};

export function queueTarget({ sql, openWriter, clock, planId, record, say }: Settings): WritableTarget {
  const { hold, run, release } = writesAlone(sql, openWriter);
  return {
    hold,
    release,
    async read() {
      const values = { Status: await readQueueStatus(sql) };
      return { hash: hashState(values), values };
    },
    async write() {
      const stop = () => run(stopQueue);
      const ended = await restartDatabaseMail({ sql, stop, clock, planId, record, say });
      return { warnings: ended ? [] : [notSeen], output: null };
    },
  };
}
