import { createLabClock } from './clock';
import { cmdletModule } from './exchange/cmdlet-module';
import { startCmdletServer } from './exchange/cmdlet-server';
import { createCmdlets } from './exchange/cmdlets';
import { createDirectory } from './exchange/directory';
import { newConnectorText } from './exchange/new-connector';
import { practiceNames } from './exchange/practice-names';
import { createTrackingLog } from './exchange/tracking-log';
import { holdSessions } from './foreign-sessions';
import type { Lab, LabConnectorText, LabSettings } from './lab';
import type { LabAddresses } from './lab-addresses';
import { startSqlServer, type MsdbState } from './msdb/start-sql-server';
import type { Scenario } from './scenarios/scenario';
import { scenarios } from './scenarios/scenarios';
import { startFrontEnd, type FrontEnd } from './smtp/front-end';
import { keepState, readState } from './state-file';

/** Everything a lab remembers. */
type LabState = {
  version: number;
  scenario: string;
  addresses: LabAddresses;
  seed: number;
  /** Lab time at the last write. */
  labNow: number;
  connectors: LabConnectorText[];
  msdb: MsdbState | null;
  /** Passwords by name. */
  smtpUsers?: Readonly<Record<string, string>>;
};

const relayConnector = 'Relay SQL Server';
const addressTries = 5;
/** Last parts of the hubs' addresses. */
const firstHub = 10;
const otherHubs = 100;
const stateVersion = 2;

/** Starts the practice servers of a run, anew or as they were left. */
export async function openLab(settings: LabSettings): Promise<Lab> {
  const scenario = Object.hasOwn(scenarios, settings.scenario) ? scenarios[settings.scenario] : undefined;
  if (!scenario)
    throw new Error(
      `There is no practice scenario "${settings.scenario}". Known: ${Object.keys(scenarios).join(', ')}.`,
    );
  const stored = (await readState(settings.folder)) as LabState | null;
  if (stored && stored.version !== stateVersion)
    throw new Error('This practice lab was made by another version of RelayTune. Start a new practice run.');
  if (stored) return start(settings, scenario, stored).catch(asInUse);
  for (let tried = 1; ; tried += 1) {
    try {
      const network = (tried === 1 ? settings.network : undefined) ?? anyNetwork();
      return await start(settings, scenario, newState(settings, scenario, network));
    } catch (error) {
      // Another lab has these loopback addresses: take others.
      if (!isAddressInUse(error) || tried === addressTries) throw error;
    }
  }
}

function anyNetwork(): string {
  const between = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1));
  return `127.${between(64, 127)}.${between(1, 254)}`;
}

function newState(settings: LabSettings, scenario: Scenario, network: string): LabState {
  const { sendsFrom } = scenario.databaseMail;
  const users = settings.relay?.users ?? scenario.exchange.users;
  const addresses = {
    hub: `${network}.${firstHub}`,
    hubs: Object.fromEntries(
      scenario.exchange.hubs.map((hub, index) => [
        hub.server,
        `${network}.${index === 0 ? firstHub : otherHubs + index}`,
      ]),
    ),
    sqlServer: `${network}.20`,
    ...(sendsFrom === undefined ? {} : { sqlServerMail: `${network}.${sendsFrom}` }),
    otherServer: `${network}.30`,
    workstation: `${network}.40`,
  };
  const connectors = scenario.exchange.hubs.flatMap((hub) =>
    hub.connectors.map((connector) => newConnectorText(scenario, hub, connector, addresses, new Date())),
  );
  const relay = connectors.find((connector) => connector.Name === relayConnector);
  if (relay) Object.assign(relay, settings.relay?.attributes);
  if (relay && settings.maxInboundConnection !== undefined) relay.MaxInboundConnection = settings.maxInboundConnection;
  return {
    version: stateVersion,
    scenario: scenario.name,
    addresses,
    seed: settings.seed ?? 1,
    labNow: Date.now(),
    connectors,
    msdb: null,
    ...(users ? { smtpUsers: users } : {}),
  };
}

async function start(settings: LabSettings, scenario: Scenario, initial: LabState): Promise<Lab> {
  const clock = createLabClock(initial.labNow, settings.factor ?? scenario.factor);
  const file = await keepState(settings.folder, initial);
  const state = file.value;
  const { addresses } = state;
  const { exchange } = scenario;
  const save = () => {
    state.labNow = Math.round(clock.now());
    file.save();
  };
  const durable = () => {
    save();
    return file.flush();
  };

  const now = () => new Date(clock.now());
  const tracking = createTrackingLog(now);
  /** What is open by now, closed in the opposite order. */
  const open: { close(): Promise<void> }[] = [];
  const closeAll = async () => {
    for (const server of open.splice(0).reverse()) await server.close();
  };
  const opened = <T extends { close(): Promise<void> }>(server: T): T => {
    open.push(server);
    return server;
  };

  async function startServers() {
    const frontEnds: FrontEnd[] = [];
    for (const hub of exchange.hubs) {
      const address = addresses.hubs[hub.server] ?? addresses.hub;
      const { connectors, seed, smtpUsers: users = {} } = state;
      const faults = settings.relay?.faults ?? exchange.faults ?? {};
      frontEnds.push(
        opened(await startFrontEnd({ clock, exchange, hub, tracking, connectors, address, seed, users, faults })),
      );
    }
    const hosts = practiceNames(exchange, addresses);
    const sql = opened(
      await startSqlServer({
        clock,
        scenario,
        options: settings.msdb ?? {},
        addresses,
        stored: state.msdb,
        resolve: hosts.next,
        changed: save,
        durable,
        wire: settings.sqlWire ?? {},
      }),
    );
    state.msdb = sql.state;
    const { domainController } = exchange;
    const directory = createDirectory({ connectors: state.connectors, domainController, now, changed: save });
    const queued = (server: string) =>
      frontEnds[exchange.hubs.findIndex((hub) => hub.server === server)]?.queued() ?? 0;
    const cmdlets = createCmdlets({
      directory,
      hubs: exchange.hubs,
      domains: exchange.acceptedDomains,
      domainController,
      tracking,
      queued,
    });
    const cmdletServer = opened(await startCmdletServer(addresses.hub, cmdlets, durable));
    // Not before all servers have their ports: a lab that takes other addresses instead writes the same file.
    await durable();
    return { frontEnds, hosts, sql, directory, cmdlets, cmdletServer };
  }

  const { frontEnds, hosts, sql, directory, cmdlets, cmdletServer } = await startServers().catch(
    async (error: unknown) => {
      await closeAll();
      throw error;
    },
  );
  const foreign: (() => void)[] = [];
  const [firstServer] = exchange.hubs;
  const smtpPort = firstServer.connectors.find((connector) => connector.name === relayConnector)?.port ?? 0;

  return {
    clock,
    addresses,
    directory,
    cmdlets,
    resolve: hosts.all,
    cmdletModule: cmdletModule(addresses.hub, cmdletServer.port, cmdlets.parameters),
    durable,
    exchange: {
      serverName: firstServer.fqdn,
      domainController: exchange.domainController,
      smtpHost: addresses.hub,
      smtpPort,
    },
    sql: {
      serverName: scenario.sqlServer.name,
      host: addresses.sqlServer,
      port: sql.port,
      user: scenario.sqlServer.user,
      password: scenario.sqlServer.password,
    },
    msdbRowsRead: sql.rowsRead,
    databaseMail: { profile: scenario.databaseMail.profile, testMailboxes: [...scenario.databaseMail.testMailboxes] },
    async holdForeignSessions(count) {
      const { otherServer, hub } = addresses;
      const hold = () => holdSessions(count, otherServer, hub, smtpPort);
      for (const frontEnd of frontEnds.slice(0, 1)) foreign.push(await frontEnd.admitAll(otherServer, hold));
    },
    async close() {
      foreign.forEach((letGo) => letGo());
      await closeAll();
      await durable();
    },
  };
}

const isAddressInUse = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

function asInUse(error: unknown): never {
  if (isAddressInUse(error))
    throw new Error('This practice lab is already open in another program. Close it there first.');
  throw error;
}
