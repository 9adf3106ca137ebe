import type { LabConnectorText } from '../lab';

/** An IPv4 address of the practice network as a number; NaN when it is none. */
function addressNumber(text: string): number {
  const parts = text.split('.').map(Number);
  return parts.length === 4 ? parts.reduce((value, part) => value * 256 + part, 0) : Number.NaN;
}

/**
 * The connector that serves a session: enabled, bound to that port, and with the narrowest RemoteIPRange that holds the
 * client. Null: Exchange answers "Service not available".
 */
export function servingConnector(
  connectors: readonly LabConnectorText[],
  client: string,
  port: number,
): LabConnectorText | null {
  const address = addressNumber(client);
  let best: { connector: LabConnectorText; width: number } | null = null;
  for (const connector of connectors) {
    if (connector.Enabled !== 'True' || !list(connector.Bindings).some((binding) => binding.endsWith(`:${port}`)))
      continue;
    for (const text of list(connector.RemoteIPRanges)) {
      const [low = '', high = low] = text.split('-');
      const from = addressNumber(low);
      const to = addressNumber(high);
      const width = to - from;
      if (address >= from && address <= to && (!best || width < best.width)) best = { connector, width };
    }
  }
  return best?.connector ?? null;
}

const list = (value: string | string[] | undefined) => (Array.isArray(value) ? value : [value ?? '']);
