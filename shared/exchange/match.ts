import type { Address, AddressRange, Binding } from './addresses';
import { isAddress, parseAddress, parseBinding, parseRange, rangeContains, rangeSize } from './addresses';
import type { Connector } from './connector';
import { attributeList, isEnabled } from './limits';

export type ConnectorBadge = 'serves' | 'default' | 'client' | 'internet' | 'other' | 'disabled';

export type RankedConnector = {
  connector: Connector;
  /** This is the connector its server uses for sessions from that address to that port. */
  serves: boolean;
  /** What it is: one of Exchange's own and an Internet-wide one keep their badge even where they serve. */
  badge: ConnectorBadge;
  /** One or two sentences for the user. */
  reason: string;
  /** A disabled, shared or Internet-facing connector: the change would do nothing, or weaken flood protection. */
  notForThisFix: boolean;
};

/** Where the sessions come from, and the port they are opened to (Database Mail's sysmail_server.port). */
export type Client = { clientAddress: string; port: number };

/** A connector that would take the session, and what Exchange compares it by. */
type Candidate = { connector: Connector; size: bigint; exactBinding: boolean };

/** More than an IPv4 /16 or an IPv6 /64 is hardly one server's relay. */
const isWide = (range: AddressRange) => rangeSize(range) > 1n << (range.family === 4 ? 16n : 64n);
/** Half of all IPv4 addresses, or the eighth of IPv6 that is in public use. */
const internet = { 4: 1n << 31n, 6: 1n << 125n } as const;

/**
 * Ranks connectors by which one serves the client, best first. On each server: enabled connectors with a binding of that
 * port and of the address's family; the narrowest matching RemoteIPRange wins, a tie goes to the binding with an exact
 * address. (Lookup of 2013-era builds; expected, not confirmed on 2010.) Texts that cannot be read
 * match nothing.
 */
export function rankConnectors(connectors: readonly Connector[], client: Client): RankedConnector[] {
  const address = isAddress(client.clientAddress) ? parseAddress(client.clientAddress) : null;
  const candidates = address ? connectors.flatMap((connector) => candidate(connector, address, client.port)) : [];
  const winners = new Set(candidates.filter((one) => isBest(one, candidates)).map((one) => one.connector));
  return connectors
    .map((connector) => {
      const serves = winners.has(connector);
      const badge = badgeOf(connector, serves);
      const reason = reasonOf(connector, badge, serves, address, client);
      return { connector, serves, badge, reason, notForThisFix: badge !== 'serves' && badge !== 'other' };
    })
    .sort((a, b) => order(a) - order(b) || compareText(a.connector.identity, b.connector.identity));
}

/** Whether one range is wider than one network (IPv4 /16, IPv6 /64), or cannot be read. */
export function hasWideRange(connector: Connector): boolean {
  const ranges = rangesOf(connector);
  return ranges.length < attributeList(connector, 'RemoteIPRanges').length || ranges.some(isWide);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const order = (ranked: RankedConnector) =>
  (ranked.serves ? 0 : 4) + (ranked.badge === 'disabled' ? 2 : ranked.notForThisFix ? 1 : 0);

function candidate(connector: Connector, address: Address, port: number): Candidate[] {
  const bindings = bindingsOf(connector).filter((one) => one.port === port && one.address.family === address.family);
  const sizes = rangesOf(connector)
    .filter((range) => rangeContains(range, address))
    .map(rangeSize);
  if (!isEnabled(connector) || bindings.length === 0 || sizes.length === 0) return [];
  const size = sizes.reduce((least, one) => (one < least ? one : least));
  return [{ connector, size, exactBinding: bindings.some((binding) => binding.address.value !== 0n) }];
}

function isBest(one: Candidate, all: readonly Candidate[]): boolean {
  return !all.some(
    (other) =>
      other.connector.server === one.connector.server &&
      (other.size < one.size || (other.size === one.size && other.exactBinding && !one.exactBinding)),
  );
}

const rangesOf = (connector: Connector): AddressRange[] =>
  readable(attributeList(connector, 'RemoteIPRanges'), parseRange);
const bindingsOf = (connector: Connector): Binding[] => readable(attributeList(connector, 'Bindings'), parseBinding);

/** What can be read of a list: one unreadable element must not hide the other connectors. */
function readable<T>(texts: readonly string[], parse: (text: string) => T): T[] {
  return texts.flatMap((text) => {
    try {
      return [parse(text)];
    } catch {
      return [];
    }
  });
}

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

function reasonOf(
  connector: Connector,
  badge: ConnectorBadge,
  serves: boolean,
  address: Address | null,
  client: Client,
): string {
  if (badge === 'disabled') return 'It is disabled, so Exchange does not use it.';
  const sessions = `sessions from ${client.clientAddress} to port ${client.port}`;
  const what = serves
    ? `It serves ${sessions}`
    : `It does not serve ${sessions}: ${whyNot(connector, address, client.port)}`;
  if (badge === 'default') return `${what}. It is Exchange's own connector, which other servers use too.`;
  if (badge === 'client') return `${what}. It is Exchange's own connector for users' mail programs.`;
  if (badge === 'internet') return `${what}. It accepts most or all Internet addresses.`;
  return serves ? `${what}${caveats(connector, client.port)}.` : `${what}.`;
}

function caveats(connector: Connector, port: number): string {
  const bindings = bindingsOf(connector).filter((one) => one.port === port);
  const exact = bindings.length > 0 && bindings.every((one) => one.address.value !== 0n);
  const texts = attributeList(connector, 'Bindings').join(' and ');
  return (
    (exact ? `, provided that they arrive at ${texts}` : '') +
    (hasWideRange(connector) ? '. Its address range is very wide' : '')
  );
}

function whyNot(connector: Connector, address: Address | null, port: number): string {
  if (!address) return 'that is no IP address';
  const bindings = bindingsOf(connector).filter((one) => one.port === port);
  if (bindings.length === 0) return 'it listens on another port';
  if (!rangesOf(connector).some((range) => rangeContains(range, address)))
    return 'the address is not in its RemoteIPRanges';
  if (!bindings.some((one) => one.address.family === address.family))
    return `it has no IPv${address.family} binding on that port`;
  return 'another connector of this server matches the address more closely';
}
