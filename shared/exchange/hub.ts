import { z } from 'zod';

/** A hub transport server, as Get-ExchangeServer and Get-TransportServer show it. */
export const hubSchema = z.strictObject({
  /** Its name as receive connectors carry it. */
  server: z.string(),
  fqdn: z.string(),
  adminDisplayVersion: z.string(),
  /** New connections a minute, on all its connectors together; null where it could not be read. */
  maxConnectionRatePerMinute: z.int().or(z.literal('unlimited')).nullable(),
  /** Its addresses by DNS; empty when it has none there. */
  addresses: z.array(z.string()),
});
export type Hub = z.infer<typeof hubSchema>;

/** Addresses by server name in lower case, where known: what the lookup needs. */
export function serverAddresses(hubs: readonly Hub[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    hubs.filter((hub) => hub.addresses.length > 0).map((hub) => [hub.server.toLowerCase(), hub.addresses]),
  );
}
