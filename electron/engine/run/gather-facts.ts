import { firstAccount } from '../../../shared/database-mail/first-account';
import { serversOf } from '../../../shared/exchange/connector';
import { fittingConnectors, rankConnectors } from '../../../shared/exchange/match';
import type { Source } from '../../../shared/exchange/source';
import type { Consent } from '../../../shared/database-mail/sql-session';
import { toProblem, type Problem } from '../../../shared/result';
import { clientOf } from '../../../shared/run/client';
import type { Connection } from '../../../shared/run/connection';
import type { ExchangeFacts, PreflightFacts, Reading } from '../../../shared/run/preflight-facts';
import { ConsentNeeded } from '../database-mail/connect/consent-needed';
import { readSqlFacts } from '../database-mail/read-facts';
import type { SqlConnection } from '../database-mail/sql-connection';
import { parametersOf } from '../exchange/cmdlets';
import { whyUnreachable } from '../exchange/reach';
import { readConnectors } from '../exchange/read-connectors';
import { readHubs } from '../exchange/read-hubs';
import type { Site } from '../site';

export type GatherSettings = {
  site: Site;
  connection: Connection;
  connect(): Promise<SqlConnection>;
  progress(text: string, done: number): void;
  signal: AbortSignal;
  /** The SQL Server's addresses where a test mail has proven them. */
  proven: Source | null;
  /** On the practice servers, whose traffic never leaves this computer. */
  isPractice: boolean;
};

/** How many steps `progress` counts. */
export const gatherSteps = 4;

/** Reads everything page 1's check list needs; writes nothing. A server that cannot be read becomes `failed`. */
export async function gatherFacts(settings: GatherSettings): Promise<PreflightFacts> {
  const { site, connection, progress } = settings;
  progress('Connecting to Exchange…', 0);
  const exchange = await settle(() => readExchange(settings));
  settings.signal.throwIfAborted();
  progress('Signing in to SQL Server…', 1);
  const signedIn = await signIn(settings);
  settings.signal.throwIfAborted();
  progress('Reading Database Mail…', 2);
  const sql =
    'failed' in signedIn ? { failed: signedIn.failed } : await settle(() => readSqlFacts(signedIn.read, site.resolve));
  const source = settings.proven ?? (await site.findSource(connection, 'read' in signedIn ? signedIn.read : null));
  settings.signal.throwIfAborted();
  progress('Trying the hubs…', 3);
  const facts = {
    profile: connection.profile,
    sqlServer: connection.sqlServer,
    source,
    exchange,
    sql,
    consent: 'failed' in signedIn ? signedIn.consent : null,
    protection: settings.isPractice ? null : protectionOf(connection),
    hubAddresses: [...(await site.resolve(connection.exchangeServer)), ...addressesOfHubs(exchange)],
  };
  return 'failed' in exchange ? facts : { ...facts, exchange: { read: await withReach(site, facts, exchange.read) } };
}

async function readExchange({ site, connection, progress, signal }: GatherSettings): Promise<ExchangeFacts> {
  const { exchange } = site;
  const target = { server: connection.exchangeServer, way: connection.exchangeWay };
  await exchange.connect(target, { signal, say: (text) => progress(`Connecting to Exchange: ${text}`, 0) });
  const connectors = await settle(() => readConnectors(exchange, scopeOf(connection), signal));
  const servers = 'read' in connectors ? serversOf(connectors.read) : [];
  return {
    through: exchange.through(),
    connectors,
    setParameters: await settle(() => parametersOf(exchange, 'Set-ReceiveConnector')),
    hubs: await settle(() => readHubs(exchange, servers, site.resolve)),
    unreachable: [],
  };
}

const protectionOf = ({ sqlEncryption, sqlCertificate }: Connection) => ({
  encryption: sqlEncryption,
  accepted: sqlCertificate,
});

/** Null reads the connectors of every hub. */
export const scopeOf = (connection: Connection) =>
  connection.connectorScope === 'server' ? connection.exchangeServer : null;

/** Tries the SMTP port of each hub that serves the SQL Server, as the ladder would. */
async function withReach(site: Site, facts: PreflightFacts, exchange: ExchangeFacts): Promise<ExchangeFacts> {
  const accounts = 'read' in facts.sql && 'read' in facts.sql.read.accounts ? facts.sql.read.accounts.read : [];
  const account = firstAccount(facts.profile, accounts);
  if (!account || 'failed' in exchange.connectors) return exchange;
  const hubs = 'read' in exchange.hubs ? exchange.hubs.read : [];
  const client = clientOf({ source: facts.source, hubs, account });
  const serving = fittingConnectors(rankConnectors(exchange.connectors.read, client));
  const servers = serversOf(serving.map((one) => one.connector));
  const tried = await Promise.all(
    servers.map(async (server) => {
      const fqdn = hubs.find((hub) => hub.server === server)?.fqdn ?? server;
      const { host, port } = await site.smtpEndpoint({ server, fqdn }, account.port);
      const reason = await whyUnreachable(host, port);
      return reason === null ? [] : [{ server, reason }];
    }),
  );
  return { ...exchange, unreachable: tried.flat() };
}

function addressesOfHubs(exchange: PreflightFacts['exchange']): string[] {
  return 'read' in exchange && 'read' in exchange.read.hubs
    ? exchange.read.hubs.read.flatMap((hub) => hub.addresses)
    : [];
}

/** A refusal that the user's consent would lift says so. */
async function signIn({
  connect,
}: GatherSettings): Promise<{ read: SqlConnection } | { failed: Problem; consent: Consent | null }> {
  try {
    return { read: await connect() };
  } catch (error) {
    return { failed: toProblem(error), consent: error instanceof ConsentNeeded ? error.consent : null };
  }
}

async function settle<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { read: await read() };
  } catch (error) {
    return { failed: toProblem(error) };
  }
}
