import { createLabClock } from './clock';
import { cmdletModule } from './exchange/cmdlet-module';
import { startCmdletServer } from './exchange/cmdlet-server';
import { createDirectory } from './exchange/directory';
import { newConnectorText } from './exchange/new-connector';
import { holdSessions } from './foreign-sessions';
import type { Lab, LabAddresses, LabConnectorText, LabSettings } from './lab';
import { startSqlServer, type MsdbState } from './msdb/start-sql-server';
import { articleScenario } from './scenarios/article';
import type { Scenario } from './scenarios/scenario';
import { startFrontEnd } from './smtp/front-end';
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
};

const scenarios: Readonly<Record<string, Scenario>> = { article: articleScenario };
const relayConnector = 'Relay SQL Server';
const addressTries = 5;
const stateVersion = 1;

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
      return await start(settings, scenario, newState(settings, scenario));
    } catch (error) {
      // Another lab has these loopback addresses: take others.
      if (!isAddressInUse(error) || tried === addressTries) throw error;
    }
  }
}

function newState(settings: LabSettings, scenario: Scenario): LabState {
  const between = (least: number, most: number) => least + Math.floor(Math.random() * (most - least + 1));
  const network = `127.${between(64, 127)}.${between(1, 254)}`;
  const addresses = {
    hub: `${network}.10`,
    sqlServer: `${network}.20`,
    otherServer: `${network}.30`,
    workstation: `${network}.40`,
  };
  const connectors = scenario.exchange.connectors.map((connector) =>
    newConnectorText(scenario, connector, addresses, new Date()),
  );
  const relay = connectors.find((connector) => connector.Name === relayConnector);
  if (relay && settings.maxInboundConnection !== undefined) relay.MaxInboundConnection = settings.maxInboundConnection;
  return {
    version: stateVersion,
    scenario: scenario.name,
    addresses,
    seed: settings.seed ?? 1,
    labNow: Date.now(),
    connectors,
    msdb: null,
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

  const frontEnd = await startFrontEnd({
    clock,
    exchange,
    connectors: state.connectors,
    address: addresses.hub,
    seed: state.seed,
  });
  const resolve = (name: string) =>
    name.toLowerCase() === exchange.fqdn || name.toUpperCase() === exchange.server ? addresses.hub : null;
  const sql = await startSqlServer({
    clock,
    scenario,
    addresses,
    stored: state.msdb,
    resolve,
    changed: save,
    durable,
  }).catch(async (error: unknown) => {
    await frontEnd.close();
    throw error;
  });
  state.msdb = sql.state;
  const directory = createDirectory({
    connectors: state.connectors,
    domainController: exchange.domainController,
    now: () => new Date(clock.now()),
    changed: save,
  });
  const cmdlets = await startCmdletServer(addresses.hub, directory, durable).catch(async (error: unknown) => {
    await Promise.all([sql.close(), frontEnd.close()]);
    throw error;
  });
  // Not before all servers have their ports: a lab that takes other addresses instead writes the same file.
  await durable().catch(async (error: unknown) => {
    await Promise.all([cmdlets.close(), sql.close(), frontEnd.close()]);
    throw error;
  });
  const foreign: (() => void)[] = [];
  const smtpPort = exchange.connectors.find((connector) => connector.name === relayConnector)?.port ?? 0;

  return {
    clock,
    addresses,
    directory,
    cmdletModule: cmdletModule(addresses.hub, cmdlets.port),
    durable,
    exchange: {
      serverName: exchange.fqdn,
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
    databaseMail: { profile: scenario.databaseMail.profile, testMailboxes: [...scenario.databaseMail.testMailboxes] },
    async holdForeignSessions(count) {
      const { otherServer, hub } = addresses;
      foreign.push(await frontEnd.admitAll(otherServer, () => holdSessions(count, otherServer, hub, smtpPort)));
    },
    async close() {
      foreign.forEach((letGo) => letGo());
      await cmdlets.close();
      await sql.close();
      await frontEnd.close();
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
