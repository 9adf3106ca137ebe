import { SqlError, type Column, type Procedure, type SqlSession } from '../sql/catalogue';
import { eventType } from './event-type';
import { writeLog } from './log';
import { optional } from './parameters';
import type { MsdbStore } from './store';

/** What the queue's procedures ask of the Database Mail process. */
export type QueueControl = {
  started(): void;
  stopped(): void;
  isRunning(): boolean;
  /** When the process was last started by this queue; null when never since the lab was opened. */
  activatedAt(): Date | null;
};

/** Starting, stopping and looking at the mail queue. */
export function queueProcedures(store: MsdbStore, control: QueueControl): [string, Procedure][] {
  return [
    [
      'dbo.sysmail_start_sp',
      switchQueue(store, 'sysmail_start_sp', (session) => {
        store.state.queueStarted = true;
        writeLog(store, eventType.information, `The mail queue was started by login "${session.login}".`);
        control.started();
      }),
    ],
    [
      'dbo.sysmail_stop_sp',
      switchQueue(store, 'sysmail_stop_sp', (session) => {
        store.state.queueStarted = false;
        writeLog(store, eventType.information, `The mail queue stopped by login "${session.login}".`);
        control.stopped();
      }),
    ],
    ['dbo.sysmail_help_status_sp', helpStatus(store)],
    ['dbo.sysmail_help_queue_sp', helpQueue(store, control)],
  ];
}

/** Throws 14650 where Service Broker does not deliver in msdb. */
export function requireBroker(store: MsdbStore, procedure: string): void {
  if (store.state.options?.broker === false)
    throw new SqlError(
      14650,
      'Service Broker message delivery is not enabled in this database. Use the ALTER DATABASE statement to enable Service Broker message delivery.',
      16,
      1,
      procedure,
    );
}

function switchQueue(store: MsdbStore, name: string, act: (session: SqlSession) => void): Procedure {
  return {
    parameters: [],
    async run(_args, session) {
      requireBroker(store, name);
      act(session);
      store.changed();
      await store.durable();
      return { returnValue: 0 };
    },
  };
}

const statusColumn = { name: 'Status', type: 'nvarchar', length: 7, nullable: false } as const;

function helpStatus(store: MsdbStore): Procedure {
  return {
    parameters: [],
    run: () => {
      const Status = store.state.queueStarted ? 'STARTED' : 'STOPPED';
      return { returnValue: 0, resultSets: [{ columns: [statusColumn], rows: [{ Status }] }] };
    },
  };
}

const queueColumns: readonly Column[] = [
  { name: 'queue_type', type: 'nvarchar', length: 6, nullable: true },
  { name: 'length', type: 'int', nullable: true },
  { name: 'state', type: 'nvarchar', length: 64, nullable: true },
  { name: 'last_empty_rowset_time', type: 'datetime', nullable: true },
  { name: 'last_activated_time', type: 'datetime', nullable: true },
];

/** The status queue is read as soon as something is in it, so it is always empty. Times are GMT. */
function helpQueue(store: MsdbStore, control: QueueControl): Procedure {
  const name = 'sysmail_help_queue_sp';
  return {
    parameters: [optional('queue_type', 'nvarchar', 6)],
    run(args) {
      const given = args['@queue_type'] ?? null;
      const wanted = given === null ? null : String(given).toLowerCase();
      if (wanted !== null && wanted !== 'mail' && wanted !== 'status')
        throw new SqlError(
          14266,
          "The specified '@queue_type' is invalid (valid values are: mail, status).",
          16,
          1,
          name,
        );
      const unsent = store.rows('sysmail_mailitems').filter((row) => row.sent_status === 0).length;
      const state = control.isRunning() ? 'RECEIVES_OCCURRING' : 'INACTIVE';
      const activated = control.activatedAt();
      const times = { last_empty_rowset_time: null, last_activated_time: activated && inGmt(activated) };
      const rows = [
        { queue_type: 'mail', length: unsent, state, ...times },
        { queue_type: 'status', length: 0, state, ...times },
      ].filter((row) => wanted === null || row.queue_type === wanted);
      return { returnValue: 0, resultSets: [{ columns: queueColumns, rows }] };
    },
  };
}

/** A datetime carries no zone: the same wall clock reading, but of Greenwich. */
const inGmt = (date: Date) => new Date(date.getTime() + date.getTimezoneOffset() * 60_000);
