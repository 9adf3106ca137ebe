import { articleScenario, newHub, relayConnector } from './article';
import type { Scenario } from './scenario';

const hubs = [1, 2, 3].map((number) => {
  const hub = newHub(number);
  return { ...hub, connectors: [...hub.connectors, relayConnector(number)] };
});
const [first, ...others] = hubs;
if (!first) throw new Error('A scenario needs a hub.');

/** Three hubs behind one name, each with its own relay connector: all three must be changed. */
export const hubsScenario: Scenario = {
  ...articleScenario,
  name: 'hubs',
  exchange: {
    ...articleScenario.exchange,
    hubs: [first, ...others],
    aliases: { 'relay.corp.example': hubs.map((hub) => hub.server) },
  },
  databaseMail: {
    ...articleScenario.databaseMail,
    accounts: articleScenario.databaseMail.accounts.map((account) =>
      account.serverName === first.fqdn ? { ...account, serverName: 'relay.corp.example' } : account,
    ),
  },
};
