import type { Account } from '../database-mail/account';
import { expectedNullTimeout } from '../database-mail/timeout';
import type { Connector } from '../exchange/connector';
import { attributeText, readDelays } from '../exchange/limits';
import { rankConnectors } from '../exchange/match';
import { check, passed } from './check-row';
import type { Check } from './connection';
import type { PreflightFacts } from './preflight-facts';

/** What the connectors alone tell. */
export function exchangeChecks(connectors: Connector[], through: string): Check[] {
  const hubs = new Set(connectors.map((connector) => connector.server));
  const version = attributeText(connectors[0] ?? { attributes: {} }, 'AdminDisplayVersion') ?? 'unknown';
  return [
    passed(
      'exchange',
      'Exchange answers',
      `${connectors.length} receive connectors on ${hubs.size === 1 ? 'one hub' : `${hubs.size} hubs`} were read, ${through}.`,
    ),
    version.startsWith('Version 14.')
      ? passed('exchange-version', 'Exchange version', `Exchange 2010 (${version}).`)
      : check(
          'exchange-version',
          'Exchange version',
          'warning',
          `This is not Exchange 2010 (${version}).`,
          'MaxAcknowledgementDelay has no effect from Exchange 2013 on; the connection limits do.',
        ),
  ];
}

/** Which connector serves depends on the port that the account sends to. */
export function servingCheck(facts: PreflightFacts, connectors: Connector[], port: number): Check {
  const best = rankConnectors(connectors, { clientAddress: facts.sourceAddress, port })[0];
  const title = 'A connector serves the SQL Server';
  if (!best?.serves) {
    return check(
      'connector',
      title,
      'blocked',
      `No enabled connector accepts ${facts.sourceAddress} on port ${port}.`,
      'Create a relay connector whose RemoteIPRanges hold that address, then check again.',
    );
  }
  if (best.notForThisFix) {
    return check(
      'connector',
      title,
      'blocked',
      `${facts.sourceAddress} is served by ${best.connector.identity}. ${best.reason}`,
      'Create a dedicated relay connector for the SQL Server first: this fix weakens flood protection, so it does not belong on a shared connector.',
    );
  }
  return passed('connector', title, `${facts.sourceAddress} on port ${port} is served by ${best.connector.identity}.`);
}

/** One timer covers a whole send, so it should outlast what the connector may hold a session for. */
export function delayCheck(facts: PreflightFacts, connectors: Connector[], account: Account): Check {
  const title = 'Timeout against the connector’s delays';
  const timeout = account.timeout ?? expectedNullTimeout;
  const shown = account.timeout === null ? `not set (expected ${expectedNullTimeout} s)` : `${account.timeout} s`;
  const best = rankConnectors(connectors, { clientAddress: facts.sourceAddress, port: account.port })[0];
  if (!best?.serves)
    return check(
      'delays',
      title,
      'warning',
      `The account's timeout is ${shown}; no connector to compare it with.`,
      'Mend the connector first.',
    );
  const delays = readDelays(best.connector);
  const needed = (delays.maxAcknowledgementDelay ?? 0) + delays.tarpitInterval;
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
