import type { Account } from '../database-mail/account';
import { expectedNullTimeout, timeoutMeaning } from '../database-mail/timeout';
import type { Connector } from '../exchange/connector';
import { effectiveLimit } from '../exchange/effective-limit';
import type { Hub } from '../exchange/hub';
import { attributeText, readConnectionLimits, slowestDelays } from '../exchange/limits';
import { fittingConnectors, rankConnectors, type RankedConnector } from '../exchange/match';
import { newConnectorText } from '../exchange/new-connector';
import { addressesOf, sourceText } from '../exchange/source';
import { check, passed } from './check-row';
import { clientOf } from './client';
import type { Check } from './connection';
import type { PreflightFacts } from './preflight-facts';

/** What depends on both servers: which connector serves depends on the port that the account sends to. */
export function servingChecks(
  facts: PreflightFacts,
  connectors: readonly Connector[],
  hubs: readonly Hub[],
  account: Account,
): Check[] {
  const ranked = rankConnectors(connectors, clientOf({ source: facts.source, hubs, account }));
  const fitting = fittingConnectors(ranked).map((one) => one.connector);
  const serving = ranked.filter((one) => one.serves).map((one) => one.connector);
  return [
    connectorCheck(facts, ranked, hubs, account.port),
    ...(fitting.length > 0 ? [rateCheck(fitting, hubs), worthCheck(fitting)] : []),
    delayCheck(fitting.length > 0 ? fitting : serving, account),
  ];
}

function connectorCheck(
  facts: PreflightFacts,
  ranked: readonly RankedConnector[],
  hubs: readonly Hub[],
  port: number,
): Check {
  const title = 'A connector serves the SQL Server';
  const from = sourceText(facts.source);
  const fitting = fittingConnectors(ranked);
  if (fitting.length > 0) {
    const names = fitting.map((one) => one.connector.identity).join(', ');
    return passed('connector', title, `${from} on port ${port} is served by ${names}.`);
  }
  const [best] = ranked.filter((one) => one.serves);
  const reason = best
    ? `${from} is served by ${best.connector.identity}. ${best.reason}`
    : `No enabled connector accepts ${from} on port ${port}.`;
  const remedy = best
    ? 'Create a dedicated relay connector for the SQL Server first: this fix weakens flood protection, so it does not belong on a shared connector. This command would do it; RelayTune does not run it.'
    : 'Create a relay connector whose RemoteIPRanges hold that address, then check again. This command would do it; RelayTune does not run it.';
  return check('connector', title, 'blocked', reason, remedy, newConnectorFor(facts, ranked, hubs, port));
}

function newConnectorFor(
  facts: PreflightFacts,
  ranked: readonly RankedConnector[],
  hubs: readonly Hub[],
  port: number,
): string | null {
  const server = ranked[0]?.connector.server ?? hubs[0]?.server;
  const addresses = addressesOf(facts.source);
  if (server === undefined || addresses.length === 0) return null;
  const known = hubs.find((hub) => hub.server.toLowerCase() === server.toLowerCase());
  const version =
    known?.adminDisplayVersion ?? attributeText(ranked[0]?.connector ?? { attributes: {} }, 'AdminDisplayVersion');
  return newConnectorText({
    hub: { server, adminDisplayVersion: version ?? '' },
    addresses,
    port,
    sqlServer: facts.sqlServer.split(/[\\,]/)[0] ?? '',
  });
}

/** Fewer new connections a minute than this delay a hundred mails by more than a quarter of a minute. */
const enoughPerMinute = 400;
const burst = 100;

/** MaxConnectionRatePerMinute is a third limit on sessions, for the whole server; MessageRateLimit one on mails. */
function rateCheck(connectors: readonly Connector[], hubs: readonly Hub[]): Check {
  const title = 'Rate limits';
  const rateOf = ({ server }: Connector) =>
    hubs.find((one) => one.server.toLowerCase() === server.toLowerCase())?.maxConnectionRatePerMinute ?? null;
  const findings = connectors.flatMap((connector) => [
    ...slowConnections(connector.server, rateOf(connector)),
    ...slowMessages(connector),
  ]);
  return findings.length === 0
    ? passed('rate', title, rateText(connectors.map(rateOf)))
    : check(
        'rate',
        title,
        'warning',
        [...new Set(findings)].join(' '),
        'This fix does not change rate limits: raise the one named, or send in smaller bursts.',
      );
}

type Rate = Hub['maxConnectionRatePerMinute'];

function slowConnections(server: string, rate: Rate): string[] {
  if (typeof rate !== 'number' || rate >= enoughPerMinute) return [];
  const seconds = Math.ceil((burst / rate) * 60);
  return [
    `${server} takes ${rate} new connections a minute (MaxConnectionRatePerMinute): ${burst} mails need at least ${seconds} s.`,
  ];
}

function slowMessages(connector: Connector): string[] {
  const limit = attributeText(connector, 'MessageRateLimit')?.trim().toLowerCase() ?? 'unlimited';
  return limit === 'unlimited'
    ? []
    : [`${connector.identity} takes ${limit} mails a minute from one source (MessageRateLimit).`];
}

function rateText(rates: readonly Rate[]): string {
  if (rates.includes(null)) return 'MessageRateLimit is unlimited; MaxConnectionRatePerMinute could not be read.';
  const numbers = rates.filter((rate) => typeof rate === 'number');
  const least = numbers.length === 0 ? 'any number of' : Math.min(...numbers);
  return `MessageRateLimit is unlimited; the server takes ${least} new connections a minute.`;
}

/** One source with as many sessions as this is not what the connector holds back. */
const enoughSessions = 100;

/** Limits that make the fix pointless: there is nothing for it to raise or to remove, on any of the connectors. */
function worthCheck(connectors: readonly Connector[]): Check {
  const title = 'Something to raise';
  for (const connector of connectors) {
    const { limit } = effectiveLimit(readConnectionLimits(connector));
    const held = slowestDelays([connector]).maxAcknowledgementDelay ?? 0;
    if (limit !== null && limit < enoughSessions)
      return passed(
        'worth',
        title,
        `One source can hold ${limit} sessions on ${connector.identity}: the fix raises that.`,
      );
    if (held > 0)
      return passed(
        'worth',
        title,
        `${connector.identity} holds its final reply back for up to ${held} s: the fix removes that.`,
      );
  }
  const names = connectors.map((connector) => connector.identity).join(', ');
  return check(
    'worth',
    title,
    'warning',
    `${names}: one source can hold ${enoughSessions} sessions or more already, and nothing is delayed. This fix would change little.`,
    'Measure first. If mails still fail, the cause is elsewhere: see the reply texts of the test burst.',
  );
}

/** One timer covers a whole send, so it should outlast what the slowest connector may hold a session for. */
function delayCheck(connectors: readonly Connector[], account: Account): Check {
  const title = 'Timeout against the connector’s delays';
  const timeout = account.timeout ?? expectedNullTimeout;
  const shown = timeoutMeaning(account.timeout);
  if (connectors.length === 0)
    return check(
      'delays',
      title,
      'warning',
      `The account's timeout is ${shown}; no connector to compare it with.`,
      'Mend the connector first.',
    );
  const { tarpitInterval, maxAcknowledgementDelay } = slowestDelays(connectors);
  const needed = tarpitInterval + (maxAcknowledgementDelay ?? 0);
  return timeout > needed
    ? passed('delays', title, `The timeout is ${shown}; the connector may hold a session for ${needed} s.`)
    : check(
        'delays',
        title,
        'warning',
        `The timeout is ${shown}, but the connector may hold a session for ${needed} s: mails can time out.`,
        'Steps 4 and 5 mend this.',
      );
}
