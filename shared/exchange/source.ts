import { z } from 'zod';

/** Where the SQL Server's mail comes from: the addresses Exchange sees, and how sure that is. */
export const sourceSchema = z.strictObject({
  addresses: z.array(
    z.strictObject({
      address: z.string(),
      /** Where it was found: "name SQL01", "cluster node SQL02", "entered by you", ... */
      origin: z.string(),
    }),
  ),
  /** 'user': the user vouches for it. 'tracking-log': a test mail was seen arriving from it. */
  proof: z.enum(['assumed', 'user', 'tracking-log']),
  /** How it was proven, in one sentence; empty when assumed. */
  detail: z.string(),
});
export type Source = z.infer<typeof sourceSchema>;

export const noSource: Source = { addresses: [], proof: 'assumed', detail: '' };

/** The user vouches for these. */
export const enteredSource = (addresses: readonly string[]): Source => ({
  addresses: addresses.map((address) => ({ address, origin: 'entered by you' })),
  proof: 'user',
  detail: addresses.join(' and '),
});

export const addressesOf = (source: Source): string[] => source.addresses.map((entry) => entry.address);

/** `10.1.2.5 and 10.1.2.6`, or that it is unknown. */
export function sourceText(source: Source): string {
  return addressesOf(source).join(' and ') || 'an unknown address';
}

/** How sure the address is, for the page. */
export function proofText(source: Source): string {
  if (source.proof === 'tracking-log') return `Proven: ${source.detail}`;
  if (source.proof === 'user') return `Entered by you: ${source.detail}`;
  if (source.addresses.length === 0) return 'No address was found.';
  const origins = source.addresses.map(({ address, origin }) => `${address} (${origin})`).join(', ');
  return `Assumed: ${origins}. Nobody has proven it yet.`;
}
