import { formatNumber, formatSeconds } from '../format';
import type { Connector } from './connector';
import { effectiveLimit } from './effective-limit';
import { attributeText, readConnectionLimits, readDelays } from './limits';
import { ignoresAcknowledgementDelay } from './version';

/** One of the nine attributes of the fix: what it is, for someone who has never seen a receive connector. */
export type AttributeInfo = {
  /** Exchange's own name. */
  name: string;
  /** The same in plain words, for a heading. */
  label: string;
  meaning: string;
  unit: string;
  range: string;
  /** What a new connector on a hub transport server has. */
  defaultText: string;
  /** What changing it brings along. */
  sideEffect: string;
};

/** In the order of `fl`; ranges and defaults for a hub transport server (Microsoft's Set-ReceiveConnector page). */
export const nineAttributes: readonly AttributeInfo[] = [
  {
    name: 'ConnectionTimeout',
    label: 'Longest session',
    meaning: 'How long one session may last, even while mail is flowing.',
    unit: 'days.hours:minutes:seconds',
    range: '00:00:01 to 1.00:00:00, longer than ConnectionInactivityTimeout',
    defaultText: '00:10:00',
    sideEffect:
      'Longer lets hung senders hold their sessions longer; shorter cuts long bulk sessions. Both timeouts are changed in one call, or Exchange refuses the pair in between.',
  },
  {
    name: 'ConnectionInactivityTimeout',
    label: 'Longest silence',
    meaning: 'How long a session may stay idle before Exchange closes it.',
    unit: 'days.hours:minutes:seconds',
    range: '00:00:01 to 1.00:00:00, shorter than ConnectionTimeout',
    defaultText: '00:05:00',
    sideEffect: 'Longer keeps idle sessions counted against the limit per source.',
  },
  {
    name: 'MessageRateLimit',
    label: 'Mails a minute',
    meaning: 'How many mails one source may send in a minute.',
    unit: 'mails a minute',
    range: '1 to 2147483647, or unlimited',
    defaultText: 'unlimited',
    sideEffect: 'A source over the limit gets a 421 4.4.2 reply and is disconnected.',
  },
  {
    name: 'MessageRateSource',
    label: 'What the rate counts',
    meaning: 'Whether MessageRateLimit counts by address, by signed-in user, or by both.',
    unit: 'one of four words',
    range: 'None, IPAddress, User or All',
    defaultText: 'IPAddress',
    sideEffect: 'None switches the rate limit off.',
  },
  {
    name: 'MaxInboundConnection',
    label: 'Sessions in all',
    meaning: 'How many sessions this connector takes from everyone together.',
    unit: 'sessions',
    range: '1 to 2147483647, or unlimited',
    defaultText: '5000',
    sideEffect:
      'RelayTune leaves it alone: a hardening rule (STIG) asks for 5000 at most, and lowering it lowers the limit per source.',
  },
  {
    name: 'MaxInboundConnectionPerSource',
    label: 'Sessions per source',
    meaning: 'How many sessions one address, here the SQL Server, may hold at once.',
    unit: 'sessions',
    range: '1 to 10000, or unlimited',
    defaultText: '20',
    sideEffect: 'Higher lets one machine take a larger share of the mail server.',
  },
  {
    name: 'MaxInboundConnectionPercentagePerSource',
    label: 'Share per source',
    meaning: 'How much of the connections still free on this connector one address may take.',
    unit: '%, written without the sign',
    range: '1 to 100',
    defaultText: '2',
    sideEffect: 'Higher lets one machine take a larger share of the mail server; 100 switches this limit off.',
  },
  {
    name: 'TarpitInterval',
    label: 'Delay after errors',
    meaning: 'How long Exchange waits before it answers an error in a session without sign-in.',
    unit: 'hours:minutes:seconds',
    range: '00:00:00 to 00:10:00',
    defaultText: '00:00:05',
    sideEffect: '0 makes guessing mail addresses cheaper for anyone who reaches this connector.',
  },
  {
    name: 'MaxAcknowledgementDelay',
    label: 'Delay before "accepted"',
    meaning: 'How long Exchange 2010 may hold back its final reply while it waits for the mail to be delivered.',
    unit: 'hours:minutes:seconds',
    range: '00:00:00 to 00:10:00',
    defaultText: '00:00:30',
    sideEffect: '0: a mail that was accepted can be lost if this server fails before delivering it.',
  },
];

export type Verdict = { tone: 'good' | 'attention' | 'neutral'; text: string };

const good = (text: string): Verdict => ({ tone: 'good', text });
const attention = (text: string): Verdict => ({ tone: 'attention', text });
const neutral = (text: string): Verdict => ({ tone: 'neutral', text });

/** Fewer sessions than this hold up bulk mail from one server. */
const enough = 100;

/** What this connector's value means for bulk mail from one server; one that cannot be read says so. */
export function attributeVerdict(name: string, connector: Connector): Verdict {
  const text = attributeText(connector, name);
  if (text === null) return neutral('Not in this version of Exchange, or hidden by your role.');
  try {
    return verdicts[name]?.(connector, text) ?? neutral('Nothing to change for this fix.');
  } catch {
    return attention(`RelayTune cannot read "${text.slice(0, 40)}".`);
  }
}

const verdicts: Readonly<Record<string, (connector: Connector, text: string) => Verdict>> = {
  MessageRateLimit: (_connector, text) =>
    text.trim().toLowerCase() === 'unlimited'
      ? good('No limit, so it does not hold bulk mail up.')
      : attention(
          `More than ${text} mails a minute from one source are refused with 421 4.4.2. RelayTune does not change it.`,
        ),
  MaxInboundConnection(connector) {
    const { limit, heldBy } = effectiveLimit(readConnectionLimits(connector));
    return heldBy === 'MaxInboundConnection' && limit !== null
      ? attention(`It holds all sources together at ${formatNumber(limit)} sessions.`)
      : neutral('Not what holds the SQL Server back.');
  },
  MaxInboundConnectionPerSource(connector) {
    const value = readConnectionLimits(connector).maxInboundConnectionPerSource;
    if (value === 'unlimited') return neutral('No limit of its own: the share per source decides.');
    return value < enough
      ? attention(`The SQL Server can hold ${formatNumber(value)} sessions at most: too few for bulk mail.`)
      : good(`Up to ${formatNumber(value)} sessions: room for bulk mail.`);
  },
  MaxInboundConnectionPercentagePerSource(connector) {
    const limits = readConnectionLimits(connector);
    const alone = effectiveLimit({ ...limits, maxInboundConnectionPerSource: 'unlimited' });
    if (alone.heldBy !== 'MaxInboundConnectionPercentagePerSource' || alone.limit === null)
      return good('Switched off: it holds nobody back.');
    const allows = `On its own it allows ${formatNumber(alone.limit)} sessions`;
    return alone.limit < enough
      ? attention(`${allows}, however high the limit per source is.`)
      : good(`${allows} while nobody else is connected.`);
  },
  TarpitInterval(connector) {
    const seconds = readDelays(connector).tarpitInterval;
    return seconds === 0
      ? good('No delay.')
      : neutral(`${formatSeconds(seconds)} after an error; a clean session never meets it.`);
  },
  MaxAcknowledgementDelay(connector) {
    const seconds = readDelays(connector).maxAcknowledgementDelay ?? 0;
    if (ignoresAcknowledgementDelay(attributeText(connector, 'AdminDisplayVersion')))
      return neutral('This version of Exchange ignores it.');
    return seconds === 0
      ? good('No delay.')
      : attention(`Each mail can keep its session busy for up to ${formatSeconds(seconds)}.`);
  },
};
