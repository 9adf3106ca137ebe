import { unreadableValue } from './values';

/** An IP address as one number, so that ranges compare; families never mix. */
export type Address = { family: 4 | 6; value: bigint };
export type AddressRange = { family: 4 | 6; low: bigint; high: bigint };
export type Binding = { address: Address; port: number };

/**
 * `192.168.5.10` or `fe80::1%11` (the zone is left out).
 * @throws ProblemError 'exchange/unreadable-value'
 */
export function parseAddress(text: string): Address {
  return readAddress(text) ?? fail(text, 'an IP address such as 192.168.5.10');
}

/** Whether the text is an IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  return readAddress(text) !== null;
}

/**
 * A RemoteIPRanges element in any form Exchange prints: single address, CIDR (host bits tolerated), `low-high`, netmask in
 * parentheses, and IPv6 in the first three. Reversed and mixed-family ranges are refused, as Exchange does.
 * @throws ProblemError 'exchange/unreadable-value'
 */
export function parseRange(text: string): AddressRange {
  return readRange(text.trim()) ?? fail(text, 'an address range such as 192.168.1.0/24', 'RemoteIPRanges');
}

export function rangeContains(range: AddressRange, address: Address): boolean {
  return range.family === address.family && range.low <= address.value && address.value <= range.high;
}

/** How many addresses the range holds. */
export function rangeSize(range: AddressRange): bigint {
  return range.high - range.low + 1n;
}

/**
 * `0.0.0.0:25`, `10.1.1.1:25` or `[::]:25`.
 * @throws ProblemError 'exchange/unreadable-value'
 */
export function parseBinding(text: string): Binding {
  const match = /^(?:\[([^[\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(text.trim());
  const address = readAddress(match?.[1] ?? match?.[2] ?? '');
  const port = Number(match?.[3] ?? 0);
  if (!address || port < 1 || port > 65_535) return fail(text, 'an address and port such as 0.0.0.0:25', 'Bindings');
  return { address, port };
}

function fail(text: string, wanted: string, attribute?: string): never {
  throw unreadableValue(text, wanted, attribute);
}

function readAddress(text: string): Address | null {
  const plain = text.trim();
  return plain.includes(':') ? readIpv6(plain.replace(/%[\w.]+$/, '')) : readIpv4(plain);
}

function readIpv4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return { family: 4, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}

function readIpv6(text: string): Address | null {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail = []] = halves;
  const last = halves.at(-1) ?? [];
  last.push(...dottedEnd(last));
  const missing = 8 - head.length - tail.length;
  // "::" stands for at least one group of zeros, and stands once at most.
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { family: 6, value: groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n) };
}

/** Takes the dotted end of `::ffff:10.0.0.1` off the groups and answers it as two groups. */
function dottedEnd(groups: string[]): string[] {
  const address = readIpv4(groups.at(-1) ?? '');
  if (!address) return [];
  groups.pop();
  return [(address.value >> 16n).toString(16), (address.value & 0xffffn).toString(16)];
}

function readRange(text: string): AddressRange | null {
  const [, masked, mask] = /^([^()]+)\(([^()]+)\)$/.exec(text) ?? [];
  if (masked !== undefined && mask !== undefined) return maskRange(readAddress(masked), readAddress(mask));
  const [, base, prefix] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (base !== undefined) return prefixRange(readAddress(base), Number(prefix));
  const [first = '', second = first, ...rest] = text.split('-');
  const [low, high] = [readAddress(first), readAddress(second)];
  if (!low || !high || rest.length > 0 || low.family !== high.family || high.value < low.value) return null;
  return { family: low.family, low: low.value, high: high.value };
}

function prefixRange(address: Address | null, prefix: number): AddressRange | null {
  const bits = address?.family === 6 ? 128 : 32;
  if (!address || prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const low = address.value - (address.value % size);
  return { family: address.family, low, high: low + size - 1n };
}

function maskRange(address: Address | null, mask: Address | null): AddressRange | null {
  if (address?.family !== 4 || mask?.family !== 4) return null;
  const hosts = 0xffffffffn - mask.value;
  // A netmask is ones, then zeros: its host part plus one is a power of two.
  if ((hosts & (hosts + 1n)) !== 0n) return null;
  const low = address.value & mask.value;
  return { family: 4, low, high: low + hosts };
}
