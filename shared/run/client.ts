import type { Account } from '../database-mail/account';
import type { Hub } from '../exchange/hub';
import type { Client } from '../exchange/lookup';
import { addressesOf, type Source } from '../exchange/source';

/** SMTP's own, until the account is known. */
const smtpPort = 25;

export type MailPath = { source: Source; hubs: readonly Hub[]; account: Account | null };

/** Whose sessions are looked up: the SQL Server's, to the port and the hubs that its Database Mail account sends to. */
export function clientOf({ source, hubs, account }: MailPath): Client {
  const sentTo = account?.serverAddresses ?? [];
  // The addresses that the sessions arrive at: what DNS says beyond them tells nothing of a hub's own bindings.
  const reached = hubs
    .map((hub) => [hub.server.toLowerCase(), hub.addresses.filter((address) => sentTo.includes(address))] as const)
    .filter(([, addresses]) => addresses.length > 0);
  return {
    addresses: addressesOf(source),
    port: account?.port ?? smtpPort,
    serverAddresses: Object.fromEntries(reached),
    // A balancer's address is no hub's: then any of them may be reached.
    servers: reached.length === 0 ? null : reached.map(([server]) => server),
  };
}
