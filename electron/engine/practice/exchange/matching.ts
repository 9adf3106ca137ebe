import type { LabConnectorText } from '../lab';

/**
 * The connector that serves a session, per the lookup of 2013-era builds: enabled, bound to the local address and port or to
 * 0.0.0.0 and the port, and with the narrowest RemoteIPRange that holds the client; of equal ranges the one that is bound to
 * the exact address. Null: Exchange answers "Service not available". IPv4 only, as the practice network is.
 */
export function servingConnector(
  connectors: readonly LabConnectorText[],
  client: string,
  local: { address: string; port: number },
): LabConnectorText | null {
  const address = addressNumber(client);
  const exact = `${local.address}:${local.port}`;
  const wildcard = `0.0.0.0:${local.port}`;
  let best: { connector: LabConnectorText; width: number; isExact: boolean } | null = null;
  for (const connector of connectors) {
    const bindings = list(connector.Bindings);
    const isExact = bindings.includes(exact);
    if (connector.Enabled !== 'True' || !(isExact || bindings.includes(wildcard))) continue;
    for (const text of list(connector.RemoteIPRanges)) {
      const { from, to } = range(text);
      const width = to - from;
      const isBetter = !best || width < best.width || (width === best.width && isExact && !best.isExact);
      if (address >= from && address <= to && isBetter) best = { connector, width, isExact };
    }
  }
  return best?.connector ?? null;
}

const list = (value: string | string[] | undefined) => (Array.isArray(value) ? value : [value ?? '']);

/** The four ways to write an IPv4 range: one address, from-to, address/bits, address(netmask). NaN holds nobody. */
function range(text: string): { from: number; to: number } {
  const [low = '', high = low] = text.split('-');
  const masked = /^([\d.]+)(?:\/(\d+)|\(([\d.]+)\))$/.exec(text.trim());
  if (!masked) return { from: addressNumber(low), to: addressNumber(high) };
  const [, base = '', bits, netmask] = masked;
  const size = netmask === undefined ? 2 ** (32 - Number(bits)) : 2 ** 32 - addressNumber(netmask);
  const from = Math.floor(addressNumber(base) / size) * size;
  return { from, to: from + size - 1 };
}

/** An IPv4 address as a number; NaN when it is none. */
function addressNumber(text: string): number {
  const parts = text.trim().split('.').map(Number);
  return parts.length === 4 ? parts.reduce((value, part) => value * 256 + part, 0) : Number.NaN;
}
