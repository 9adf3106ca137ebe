import { hubsScenario } from './hubs';
import type { Scenario, ScenarioHub } from './scenario';

const narrowest = 'EX10-HUB3';

const withNarrowRelay = (hub: ScenarioHub): ScenarioHub => ({
  ...hub,
  connectors: hub.connectors.map((connector) =>
    connector.name === 'Relay SQL Server'
      ? { ...connector, attributes: { ...connector.attributes, MaxInboundConnectionPerSource: '5' } }
      : connector,
  ),
});

const [first, ...others] = hubsScenario.exchange.hubs;

/** Three hubs behind one name, of which the last allows the fewest sessions: whoever looks at the first alone sees nothing of it. */
export const severalHubsScenario: Scenario = {
  ...hubsScenario,
  name: 'several-hubs',
  exchange: {
    ...hubsScenario.exchange,
    hubs: [first, ...others.map((hub) => (hub.server === narrowest ? withNarrowRelay(hub) : hub))],
  },
};
