import type { Account } from '../database-mail/account';
import { serversOf } from '../exchange/connector';
import { connectorsChosen } from './connectors-chosen';
import type { RunState } from './state';

/**
 * Whether the account's server is one of the hubs whose connectors were chosen, by resolved address: aliases and load balancers have other
 * names. 'unknown' where no address of one or the other is known.
 */
export function accountHub(
  account: Pick<Account, 'serverAddresses'>,
  state: Pick<RunState, 'connectors' | 'connectorGuids' | 'hubs'>,
): 'chosen' | 'other' | 'unknown' {
  const servers = serversOf(connectorsChosen(state)).map((server) => server.toLowerCase());
  const addresses = state.hubs
    .filter((hub) => servers.includes(hub.server.toLowerCase()))
    .flatMap((hub) => hub.addresses);
  if (addresses.length === 0 || account.serverAddresses.length === 0) return 'unknown';
  return account.serverAddresses.some((address) => addresses.includes(address)) ? 'chosen' : 'other';
}
