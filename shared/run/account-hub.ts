import type { Account } from '../database-mail/account';
import { serversOf } from '../exchange/connector';
import { sameHost } from '../exchange/same-host';
import { connectorsChosen } from './connectors-chosen';
import type { RunState } from './state';

/** Whether the account's server is one of the hubs whose connectors were chosen. */
export function accountHub(
  account: Pick<Account, 'serverAddresses'>,
  state: Pick<RunState, 'connectors' | 'connectorGuids' | 'hubs'>,
): ReturnType<typeof sameHost> {
  const servers = serversOf(connectorsChosen(state)).map((server) => server.toLowerCase());
  const chosen = state.hubs.filter((hub) => servers.includes(hub.server.toLowerCase()));
  return sameHost(
    account.serverAddresses,
    chosen.flatMap((hub) => hub.addresses),
  );
}
