import { listed } from '../listed';
import { isAddress, parseAddress, rangeContains, rangeSize, type AddressRange } from './addresses';
import type { Connector } from './connector';
import { attributeList, attributeText, isEnabled, readConnectionLimits } from './limits';
import { bindingsOf, hasAnsweringBinding, isReached, lookUp, rangesOf, type Client, type Served } from './lookup';

export type { Client } from './lookup';
type ConnectorBadge = 'serves' | 'default' | 'client' | 'internet' | 'other' | 'disabled';

export type RankedConnector = {
  connector: Connector;
  /** This is the connector its server uses for sessions from one of those addresses to that port. */
  serves: boolean;
  /** What it is: one of Exchange's own and an Internet-wide one keep their badge even where they serve. */
  badge: ConnectorBadge;
  /** A few sentences for the user. */
  reason: string;
  /** A disabled, shared or Internet-facing connector: the change would do nothing, or weaken flood protection. */
  notForThisFix: boolean;
};

/** More than an IPv4 /16 or an IPv6 /64 is hardly one server's relay. */
const isWide = (range: AddressRange) => rangeSize(range) > 1n << (range.family === 4 ? 16n : 64n);
/** Half of all IPv4 addresses, or the eighth of IPv6 that is in public use. */
const internet = { 4: 1n << 31n, 6: 1n << 125n } as const;

/** Ranks connectors by which one serves the client, best first (the rule is in lookup.ts). */
export function rankConnectors(connectors: readonly Connector[], client: Client): RankedConnector[] {
  const served = lookUp(connectors, client);
  return connectors
    .map((connector): RankedConnector => {
      const how = served.get(connector) ?? [];
      const badge = badgeOf(connector, how.length > 0);
      return {
        connector,
        serves: how.length > 0,
        badge,
        reason: reasonOf(connector, badge, how, client),
        notForThisFix: badge !== 'serves' && badge !== 'other',
      };
    })
    .sort((a, b) => order(a) - order(b) || compareText(a.connector.identity, b.connector.identity));
}

/** Those that the fix belongs on: they serve the client, and nobody else relies on their limits. */
export function fittingConnectors(ranked: readonly RankedConnector[]): RankedConnector[] {
  return ranked.filter((one) => one.serves && !one.notForThisFix);
}

/** Whether one range is wider than one network (IPv4 /16, IPv6 /64), or cannot be read. */
export function hasWideRange(connector: Connector): boolean {
  const ranges = rangesOf(connector);
  return ranges.length < attributeList(connector, 'RemoteIPRanges').length || ranges.some(isWide);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const order = (ranked: RankedConnector) =>
  (ranked.serves ? 0 : 4) + (ranked.badge === 'disabled' ? 2 : ranked.notForThisFix ? 1 : 0);

function badgeOf(connector: Connector, serves: boolean): ConnectorBadge {
  if (!isEnabled(connector)) return 'disabled';
  // Setup names them "Default EX1", "Client EX1"; from 2013 on "Default Frontend EX1", "Client Proxy EX1", ...
  const server = connector.server.split('.')[0]?.toLowerCase() ?? '';
  const words = connector.name.toLowerCase().split(' ');
  const setupName = words.length > 1 && words.at(-1) === server ? words.slice(0, -1).join(' ') : '';
  if (['default', 'default frontend', 'outbound proxy frontend'].includes(setupName)) return 'default';
  if (['client', 'client frontend', 'client proxy'].includes(setupName)) return 'client';
  if (reach(connector, 4) >= internet[4] || reach(connector, 6) >= internet[6]) return 'internet';
  return serves ? 'serves' : 'other';
}

/** How many addresses of one family the connector accepts. */
function reach(connector: Connector, family: 4 | 6): bigint {
  return rangesOf(connector).reduce((sum, range) => (range.family === family ? sum + rangeSize(range) : sum), 0n);
}

function reasonOf(connector: Connector, badge: ConnectorBadge, how: readonly Served[], client: Client): string {
  if (badge === 'disabled') return 'It is disabled, so Exchange does not use it.';
  const what = how.length > 0 ? whySo(connector, how, client) : whyNot(connector, client);
  return [what, ...notes(connector, badge)].join(' ');
}

/** What it is, and why this fix does not belong on it. */
function notes(connector: Connector, badge: ConnectorBadge): string[] {
  const isBackEnd = attributeText(connector, 'TransportRole')?.trim().toLowerCase() === 'hubtransport';
  return [
    ...(badge === 'default' ? ["It is Exchange's own connector, which other servers use too."] : []),
    ...(badge === 'client' ? ["It is Exchange's own connector for users' mail programs."] : []),
    ...(badge === 'internet' ? ['It accepts most or all Internet addresses.'] : []),
    ...(badge === 'default' && hasNoSourceLimit(connector)
      ? ['It has no limit per source (unlimited, 100 %), so this fix does not apply here.']
      : []),
    ...(badge === 'default' && isBackEnd
      ? ['From Exchange 2013 on senders reach the FrontendTransport connector; this one takes what it passes on.']
      : []),
  ];
}

function hasNoSourceLimit(connector: Connector): boolean {
  try {
    const limits = readConnectionLimits(connector);
    return (
      limits.maxInboundConnectionPerSource === 'unlimited' && limits.maxInboundConnectionPercentagePerSource === 100
    );
  } catch {
    return false;
  }
}

const sessionsOf = (addresses: readonly string[], port: number) =>
  `sessions from ${listed(addresses) || 'an unknown address'} to port ${port}`;

function whySo(connector: Connector, how: readonly Served[], client: Client): string {
  const [first] = how;
  const range = first?.range ?? '';
  const narrowest =
    (first?.matching ?? 1) > 1 ? `narrowest range ${range} of ${first?.matching ?? 1} that match` : `range ${range}`;
  const others = client.addresses.filter((address) => !how.some((one) => one.address === address));
  const bindings = attributeList(connector, 'Bindings').join(' and ');
  return [
    `It serves ${sessionsOf(
      how.map((one) => one.address),
      client.port,
    )}: ${narrowest}${first?.exactBinding ? `, provided that they arrive at ${bindings}` : ''}.`,
    ...(others.length > 0 ? [`It does not serve ${listed(others)}.`] : []),
    ...(hasWideRange(connector) ? ['Its address range is very wide.'] : []),
  ].join(' ');
}

function whyNot(connector: Connector, client: Client): string {
  const { addresses, port } = client;
  const what = `It does not serve ${sessionsOf(addresses, port)}`;
  const readable = addresses.filter(isAddress).map(parseAddress);
  const bindings = bindingsOf(connector).filter((one) => one.port === port);
  const families = new Set(readable.map((address) => address.family));
  if (!isReached(client, connector.server)) return `${what}: the account does not send to ${connector.server}.`;
  if (readable.length === 0) return `${what}: that is no IP address.`;
  if (bindings.length === 0) return `${what}: it listens on another port.`;
  if (!readable.some((address) => rangesOf(connector).some((range) => rangeContains(range, address))))
    return `${what}: the address is not in its RemoteIPRanges.`;
  if (!bindings.some((one) => families.has(one.address.family)))
    return `${what}: it has no ${[...families].map((family) => `IPv${family}`).join(' or ')} binding on that port.`;
  if (!hasAnsweringBinding(connector, client))
    return `${what}: it listens on an address that the account does not send to.`;
  return `${what}: another connector of this server matches the address more closely.`;
}
