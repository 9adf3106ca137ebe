import type { Address, AddressRange, Binding } from './addresses';
import { isAddress, parseAddress, parseBinding, parseRange, rangeContains, rangeSize } from './addresses';
import type { Connector } from './connector';
import { attributeList, isEnabled } from './limits';

/** Where the sessions come from, and what they are opened to. */
export type Client = {
  /** Source addresses: one, or one for each node of a cluster. */
  addresses: readonly string[];
  /** The port that Database Mail sends to (sysmail_server.port). */
  port: number;
  /** The addresses that sessions arrive at, by server in lower case, where known: an exact binding to another one never answers. */
  serverAddresses?: Readonly<Record<string, readonly string[]>>;
  /** The servers that the sessions are opened to, in lower case; null or absent where any may be reached. */
  servers?: readonly string[] | null;
};

/** How one source address reaches a connector. */
export type Served = {
  address: string;
  /** The narrowest of the connector's RemoteIPRanges that holds the address, as Exchange prints it. */
  range: string;
  /** How many connectors of the same server match the address at all. */
  matching: number;
  /** It listens on one exact address, which the sessions must arrive at. */
  exactBinding: boolean;
};

/**
 * Which connectors take the client's sessions, and why. On each server: enabled connectors with a binding of that port and of
 * the address's family, exact or wildcard (0.0.0.0, [::]); within both the narrowest matching RemoteIPRange wins, between
 * them the narrower, and of equal ones the exact binding. Texts that cannot be read match nothing.
 * (Lookup of 2013-era builds; expected, not confirmed on 2010.)
 */
export function lookUp(connectors: readonly Connector[], client: Client): Map<Connector, Served[]> {
  const served = new Map<Connector, Served[]>();
  const byServer = groupByServer(connectors.map(parsed));
  for (const text of client.addresses) {
    if (!isAddress(text)) continue;
    const address = parseAddress(text);
    for (const [server, own] of byServer) {
      if (!isReached(client, server)) continue;
      const matching = own.flatMap((connector) =>
        candidate(connector, address, client.port, serverAddresses(client, server)),
      );
      for (const best of matching.filter((one) => !matching.some((other) => isBetter(other, one)))) {
        const { connector, range, exactBinding } = best;
        const entry = { address: text, range, matching: matching.length, exactBinding };
        served.set(connector, [...(served.get(connector) ?? []), entry]);
      }
    }
  }
  return served;
}

/** A connector's lists, each element with its text, as far as they can be read. */
type Parsed = { connector: Connector; ranges: [AddressRange, string][]; bindings: Binding[] };
type Candidate = { connector: Connector; range: string; size: bigint; exactBinding: boolean };

export const rangesOf = (connector: Connector): AddressRange[] => parsed(connector).ranges.map(([range]) => range);
export const bindingsOf = (connector: Connector): Binding[] => parsed(connector).bindings;

/** Ranges are read for each connector again and again: what was read stays with the object. */
const known = new WeakMap<Connector, Parsed>();

function parsed(connector: Connector): Parsed {
  const found = known.get(connector);
  if (found) return found;
  const made = {
    connector,
    ranges: readable(attributeList(connector, 'RemoteIPRanges'), parseRange),
    bindings: readable(attributeList(connector, 'Bindings'), parseBinding).map(([binding]) => binding),
  };
  known.set(connector, made);
  return made;
}

/** What can be read of a list: one unreadable element must not hide the other connectors. */
function readable<T>(texts: readonly string[], parse: (text: string) => T): [T, string][] {
  return texts.flatMap((text): [T, string][] => {
    try {
      return [[parse(text), text]];
    } catch {
      return [];
    }
  });
}

function groupByServer(all: readonly Parsed[]): Map<string, Parsed[]> {
  const groups = new Map<string, Parsed[]>();
  for (const one of all) {
    const server = one.connector.server.toLowerCase();
    groups.set(server, [...(groups.get(server) ?? []), one]);
  }
  return groups;
}

/** Whether the client's sessions can come to this server at all. */
export const isReached = ({ servers = null }: Client, server: string) =>
  servers === null || servers.includes(server.toLowerCase());

/** Null when they are not known. */
function serverAddresses(client: Client, server: string): bigint[] | null {
  const known = client.serverAddresses?.[server];
  return known ? known.filter(isAddress).map((text) => parseAddress(text).value) : null;
}

/** Whether one of the connector's bindings of that port can answer at all: a wildcard, or an address that is sent to. */
export function hasAnsweringBinding(connector: Connector, client: Client): boolean {
  const own = serverAddresses(client, connector.server.toLowerCase());
  return bindingsOf(connector).some((binding) => binding.port === client.port && mayAnswer(binding, own));
}

/** A wildcard binding, or one to an address that sessions arrive at, as far as that is known. */
const mayAnswer = (binding: Binding, own: readonly bigint[] | null) =>
  binding.address.value === 0n || own === null || own.length === 0 || own.includes(binding.address.value);

function candidate(one: Parsed, address: Address, port: number, own: readonly bigint[] | null): Candidate[] {
  const bindings = one.bindings.filter(
    (binding) => binding.port === port && binding.address.family === address.family && mayAnswer(binding, own),
  );
  if (!isEnabled(one.connector) || bindings.length === 0) return [];
  const holding = one.ranges.filter(([range]) => rangeContains(range, address));
  const [first, ...others] = holding.map(([range, text]) => ({ size: rangeSize(range), text }));
  if (!first) return [];
  const narrowest = others.reduce((least, other) => (other.size < least.size ? other : least), first);
  const exactBinding = bindings.some((binding) => binding.address.value !== 0n);
  return [{ connector: one.connector, range: narrowest.text, size: narrowest.size, exactBinding }];
}

const isBetter = (one: Candidate, other: Candidate) =>
  one.size < other.size || (one.size === other.size && one.exactBinding && !other.exactBinding);
