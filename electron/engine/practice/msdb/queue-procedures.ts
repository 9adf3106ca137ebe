import { SqlError, type Procedure, type SqlSession } from '../sql/catalogue';
import { tableColumns } from './columns';
import { eventType, writeLog } from './log';
import { optional } from './parameters';
import type { MsdbStore } from './store';

/** What the queue's procedures ask of the Database Mail process. */
export type QueueControl = { started(): void; stopped(): void };

/** Starting, stopping and configuring Database Mail. */
export function queueProcedures(store: MsdbStore, control: QueueControl): [string, Procedure][] {
  return [
    [
      'dbo.sysmail_start_sp',
      sysadminOnly(store, 'sysmail_start_sp', (session) => {
        store.state.queueStarted = true;
        writeLog(store, eventType.information, `The mail queue was started by login "${session.login}".`);
        control.started();
      }),
    ],
    [
      'dbo.sysmail_stop_sp',
      sysadminOnly(store, 'sysmail_stop_sp', (session) => {
        store.state.queueStarted = false;
        writeLog(store, eventType.information, `The mail queue stopped by login "${session.login}".`);
        control.stopped();
      }),
    ],
    ['dbo.sysmail_help_status_sp', helpStatus(store)],
    ['dbo.sysmail_help_queue_sp', helpQueue(store)],
    ['dbo.sysmail_configure_sp', configure(store)],
    ['dbo.sysmail_help_configure_sp', helpConfigure(store)],
  ];
}

function sysadminOnly(store: MsdbStore, name: string, act: (session: SqlSession) => void): Procedure {
  return {
    parameters: [],
    async run(_args, session) {
      if (!session.isSysadmin)
        throw new SqlError(
          229,
          `The EXECUTE permission was denied on the object '${name}', database 'msdb', schema 'dbo'.`,
          14,
          5,
          name,
        );
      act(session);
      await store.durable();
      return { returnValue: 0 };
    },
  };
}

const statusColumn = { name: 'Status', type: 'nvarchar', length: 7, nullable: false } as const;

function helpStatus(store: MsdbStore): Procedure {
  return {
    parameters: [],
    run: () => ({
      returnValue: 0,
      resultSets: [{ columns: [statusColumn], rows: [{ Status: store.state.queueStarted ? 'STARTED' : 'STOPPED' }] }],
    }),
  };
}

function helpQueue(store: MsdbStore): Procedure {
  const columns = [
    { name: 'queue_type', type: 'nvarchar', length: 6, nullable: true },
    { name: 'length', type: 'int', nullable: true },
    { name: 'state', type: 'nvarchar', length: 64, nullable: true },
  ] as const;
  return {
    parameters: [optional('queue_type', 'nvarchar', 6)],
    run(args) {
      const wanted = args['@queue_type'] ?? null;
      if (wanted !== null && wanted !== 'mail' && wanted !== 'status')
        throw new SqlError(
          14266,
          "The specified '@queue_type' is invalid (valid values are: 'mail', 'status').",
          16,
          1,
          'sysmail_help_queue_sp',
        );
      const unsent = store.rows('sysmail_mailitems').filter((row) => row.sent_status === 0).length;
      const state = store.state.queueStarted ? 'RECEIVES_OCCURRING' : 'INACTIVE';
      const rows = [
        { queue_type: 'mail', length: unsent, state },
        { queue_type: 'status', length: 0, state },
      ].filter((row) => wanted === null || row.queue_type === wanted);
      return { returnValue: 0, resultSets: [{ columns, rows }] };
    },
  };
}

/** A bare UPDATE: an unknown name changes nothing and still answers 0. */
function configure(store: MsdbStore): Procedure {
  return {
    parameters: [
      { name: '@parameter_name', type: 'nvarchar', length: 256 },
      { name: '@parameter_value', type: 'nvarchar', length: 256 },
      optional('description', 'nvarchar', 256),
    ],
    run(args) {
      const row = store
        .rows('sysmail_configuration')
        .find((candidate) => candidate.paramname === args['@parameter_name']);
      if (row) row.paramvalue = args['@parameter_value'] ?? null;
      store.changed();
      return { returnValue: 0 };
    },
  };
}

function helpConfigure(store: MsdbStore): Procedure {
  return {
    parameters: [optional('parameter_name', 'nvarchar', 256)],
    run: (args) => ({
      returnValue: 0,
      resultSets: [
        {
          columns: tableColumns.sysmail_configuration.slice(0, 3),
          rows: store
            .rows('sysmail_configuration')
            .filter((row) => (args['@parameter_name'] ?? row.paramname) === row.paramname),
        },
      ],
    }),
  };
}
