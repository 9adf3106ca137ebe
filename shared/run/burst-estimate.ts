import { effectiveLimit } from '../exchange/effective-limit';
import type { Connector } from '../exchange/connector';
import { readConnectionLimits, readDelays } from '../exchange/limits';
import { formatNumber, formatSeconds } from '../format';
import type { BurstResult } from './measurement';

/**
 * About how long a burst takes, as a sentence: at the pace of the last one, its retries included, else by Little's law where the connector holds
 * its final replies back (sessions / seconds held). How many sessions Database Mail really opens is not documented.
 */
export function estimateBurst(mails: number, last: BurstResult | null, connector: Connector | null): string {
  const eachTook = last && !last.stopped ? secondsOf(last) / last.asked : 0;
  if (eachTook > 0)
    return `At the pace of the last test, ${mailsTake(mails)} about ${formatSeconds(mails * eachTook)}.`;
  const limit = connector && effectiveLimit(readConnectionLimits(connector)).limit;
  const held = connector && readDelays(connector).maxAcknowledgementDelay;
  if (!limit || !held)
    return `Database Mail’s own speed decides how long ${mailsTake(mails)}; a mail that is refused waits a minute more.`;
  const seconds = Math.max(held, (mails * held) / limit);
  return `If Exchange holds each final reply back for its full ${held} s and ${limit} sessions work at once, ${mailsTake(mails)} about ${formatSeconds(seconds)}; a mail that is refused waits a minute more.`;
}

const secondsOf = ({ startedAt, endedAt }: BurstResult) => (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;

const mailsTake = (mails: number) => (mails === 1 ? '1 mail takes' : `${formatNumber(mails)} mails take`);
