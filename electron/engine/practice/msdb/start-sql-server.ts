import type { LabClock } from '../clock';
import { createDatabaseMailProcess } from '../database-mail/process';
import type { LabAddresses } from '../lab';
import type { Scenario } from '../scenarios/scenario';
import { SqlError, type Database, type SqlServerModel } from '../sql/catalogue';
import { startTdsServer } from '../tds/server';
import type { SqlWire } from '../tds/wire';
import { accountProcedures } from './account-procedures';
import { cleanupProcedures } from './cleanup-procedures';
import { configureProcedures } from './configure-procedures';
import { initialState } from './initial-state';
import { profileProcedures } from './profile-procedures';
import { queueProcedures } from './queue-procedures';
import { sendProcedure } from './send-procedure';
import { createStore, type MsdbState } from './store';
import { msdbTables } from './tables';

export type { MsdbState } from './store';

export type SqlServerSettings = {
  clock: LabClock;
  scenario: Scenario;
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

export type PracticeSqlServer = { port: number; state: MsdbState; close(): Promise<void> };

/** 1433 would clash with a real SQL Server on this computer. */
const tdsPort = 14_330;

/** The practice SQL Server with its msdb and its Database Mail process. */
export async function startSqlServer(settings: SqlServerSettings): Promise<PracticeSqlServer> {
  const { clock, scenario, addresses, wire } = settings;
  const now = () => new Date(clock.now());
  const store = createStore(settings.stored ?? initialState(scenario, now()), now, settings);
  const configurations = { 'Database Mail XPs': 1, 'show advanced options': 1 };
  const hostName = scenario.sqlServer.name;

  // The procedures reach the process, which starts only when the server listens.
  const mail = createDatabaseMailProcess({
    store,
    clock,
    sessions: scenario.databaseMail.sessions,
    address: addresses.sqlServer,
    hostName,
    resolve: settings.resolve,
  });
  const msdb: Database = {
    name: 'msdb',
    tables: msdbTables(store),
    procedures: new Map([
      ...accountProcedures(store),
      ...profileProcedures(store),
      ...queueProcedures(store, mail),
      ...configureProcedures(store),
      ...cleanupProcedures(store),
      sendProcedure(store, configurations, mail.queued),
    ]),
  };
  const master: Database = { name: 'master', tables: new Map(), procedures: new Map() };
  const { productVersion, user, password } = scenario.sqlServer;
  const serverName = wire.instance === undefined ? hostName : `${hostName}\\${wire.instance}`;
  const model: SqlServerModel = {
    serverName,
    properties: {
      ProductVersion: productVersion,
      ProductLevel: 'SP3',
      Edition: 'Standard Edition (64-bit)',
      MachineName: hostName,
      ServerName: serverName,
      InstanceName: wire.instance ?? null,
      ComputerNamePhysicalNetBIOS: hostName,
      IsClustered: 0,
    },
    versionText: `Microsoft SQL Server 2008 R2 (SP3) - ${productVersion} (X64)`,
    databases: new Map([
      ['msdb', msdb],
      ['master', master],
    ]),
    configurations,
    otherSessions: mail.sessions,
    now,
    sleep: clock.sleep,
    login(name, typed) {
      if (name.toLowerCase() !== user.toLowerCase() || typed !== password)
        throw new SqlError(18456, `Login failed for user '${name}'.`, 14);
      return { isSysadmin: true };
    },
  };
  try {
    const server = await startTdsServer({ host: addresses.sqlServer, port: tdsPort, model, wire });
    return {
      port: server.port,
      state: store.state,
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
