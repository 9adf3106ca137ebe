import { networkInterfaces } from 'node:os';

/** An address that sessions can be opened from, and where it was found. */
export type LocalAddress = { address: string; name: string };

/** This computer's own addresses; those that reach nobody else, or need a zone to be used, are left out. */
export function localAddresses(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): LocalAddress[] {
  return Object.entries(interfaces).flatMap(([name, entries = []]) =>
    entries.flatMap(({ address, internal }) => (internal || isLinkLocal(address) ? [] : [{ address, name }])),
  );
}

const isLinkLocal = (address: string) => /^(?:fe[89ab][0-9a-f]:|169\.254\.)/i.test(address);
