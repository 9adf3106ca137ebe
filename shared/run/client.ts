import type { Account } from '../database-mail/account';
import { serverAddresses, type Hub } from '../exchange/hub';
import type { Client } from '../exchange/lookup';
import { addressesOf, type Source } from '../exchange/source';

/** SMTP's own, until the account is known. */
const smtpPort = 25;

export type MailPath = { source: Source; hubs: readonly Hub[]; account: Account | null };

/** Whose sessions are looked up: the SQL Server's, to the port and the hubs that its Database Mail account sends to. */
export function clientOf({ source, hubs, account }: MailPath): Client {
  const reached = hubs.filter((hub) => hub.addresses.some((address) => account?.serverAddresses.includes(address)));
  return {
    addresses: addressesOf(source),
    port: account?.port ?? smtpPort,
    serverAddresses: serverAddresses(hubs),
    // A balancer's address is no hub's: then any of them may be reached.
    servers: reached.length === 0 ? null : reached.map((hub) => hub.server.toLowerCase()),
  };
}
