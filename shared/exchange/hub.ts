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
