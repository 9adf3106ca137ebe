import type { LabClock } from '../clock';
import { createDatabaseMailProcess } from '../database-mail/process';
import type { LabAddresses } from '../lab-addresses';
import type { Scenario } from '../scenarios/scenario';
import type { Database, SqlServerModel, SqlSession } from '../sql/catalogue';
import { startTdsServer } from '../tds/server';
import type { SqlWire } from '../tds/wire';
import { accountProcedures } from './account-procedures';
import { cleanupProcedures } from './cleanup-procedures';
import { configureProcedures } from './configure-procedures';
import { createAccess, signIn } from './access';
import { initialState } from './initial-state';
import type { LabLogin, MsdbOptions } from './options';
import { lacksNoCredentialChange, productFacts, showsWholeLogToReaders } from './product';
import { profileProcedures } from './profile-procedures';
import { queueProcedures } from './queue-procedures';
import { sendProcedure } from './send-procedure';
import { createStore, type MsdbState } from './store';
import { msdbTables } from './tables';

export type { MsdbState } from './store';

export type SqlServerSettings = {
  clock: LabClock;
  scenario: Scenario;
  /** What differs from the scenario; a stored lab keeps its own. */
  options: MsdbOptions;
  addresses: LabAddresses;
  /** What was kept; null for a new server. */
  stored: MsdbState | null;
  resolve(name: string): string | null;
  /** Called after each change of the state. */
  changed(): void;
  /** Resolves when the changes so far are on disk. */
  durable(): Promise<void>;
  wire: SqlWire;
};

export type PracticeSqlServer = {
  port: number;
  state: MsdbState;
  /** Rows of msdb that statements have read so far. */
  rowsRead(): number;
  close(): Promise<void>;
};

/** 1433 would clash with a real SQL Server on this computer. */
const tdsPort = 14_330;

/** The practice SQL Server with its msdb and its Database Mail process. */
export async function startSqlServer(settings: SqlServerSettings): Promise<PracticeSqlServer> {
  const { clock, scenario, addresses, wire } = settings;
  const now = () => new Date(clock.now());
  const store = createStore(settings.stored ?? initialState(scenario, settings.options, now()), now, settings);
  const options = store.state.options ?? {};
  const configurations = {
    'Database Mail XPs': options.databaseMailXps === false ? 0 : 1,
    'show advanced options': 1,
  };
  const hostName = scenario.sqlServer.name;
  const { user, password } = scenario.sqlServer;
  const logins: LabLogin[] = [{ user, password, role: 'sysadmin' }, ...(options.logins ?? [])];
  const access = createAccess(logins);
  const productVersion = options.build?.productVersion ?? scenario.sqlServer.productVersion;
  const without: string[] = [...(options.build?.without ?? [])];
  if (lacksNoCredentialChange(productVersion)) without.push('@no_credential_change');
  const showsWholeLog = showsWholeLogToReaders(productVersion);

  // The procedures reach the process, which starts only when the server listens.
  const mail = createDatabaseMailProcess({
    store,
    clock,
    sessions: scenario.databaseMail.sessions,
    address: addresses.sqlServerMail ?? addresses.sqlServer,
    hostName,
    resolve: settings.resolve,
  });
  const msdb: Database = {
    name: 'msdb',
    id: 4,
    isBrokerEnabled: options.broker !== false,
    tables: msdbTables(store, {
      seesWholeLog: (session) =>
        session.isSysadmin || (showsWholeLog && access.isInRole(session, 'db_datareader') === true),
    }),
    procedures: new Map([
      ...accountProcedures(store, without),
      ...profileProcedures(store),
      ...queueProcedures(store, mail),
      ...configureProcedures(store),
      ...cleanupProcedures(store),
      sendProcedure(store, configurations, mail.queued),
    ]),
  };
  const master: Database = { name: 'master', id: 1, isBrokerEnabled: false, tables: new Map(), procedures: new Map() };
  const serverName = wire.instance === undefined ? hostName : `${hostName}\\${wire.instance}`;
  let tdsSessions: () => readonly SqlSession[] = () => [];
  const model: SqlServerModel = {
    serverName,
    ...productFacts(productVersion, hostName, wire.instance ?? null),
    databases: new Map([
      ['msdb', msdb],
      ['master', master],
    ]),
    configurations,
    sessions: () => [...mail.sessions(), ...tdsSessions()],
    now,
    sleep: clock.sleep,
    access,
    login: (name, typed, database) => signIn(logins, name, typed, database),
  };
  try {
    const server = await startTdsServer({ host: addresses.sqlServer, port: tdsPort, model, wire });
    tdsSessions = server.sessions;
    return {
      port: server.port,
      state: store.state,
      rowsRead: store.rowsRead,
      async close() {
        mail.close();
        await server.close();
      },
    };
  } catch (error) {
    mail.close();
    throw error;
  }
}
