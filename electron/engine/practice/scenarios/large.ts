import { articleScenario, newHub, relayConnector, scannerConnector } from './article';
import type { Scenario, ScenarioHub } from './scenario';

/** Hub number n with ten connectors; the SQL Server's relay connector is on the first. */
function hub(number: number): ScenarioHub {
  const made = newHub(number);
  const own = number === 1 ? [relayConnector(1)] : [scannerConnector(number, 3)];
  const scanners = [4, 5, 6, 7, 8, 9, 10].map((connector) => scannerConnector(number, connector));
  return { ...made, connectors: [...made.connectors, ...own, ...scanners] };
}

/** A large organisation: fifty hubs with ten connectors each. */
export const largeScenario: Scenario = {
  ...articleScenario,
  name: 'large',
  exchange: {
    ...articleScenario.exchange,
    hubs: [hub(1), ...Array.from({ length: 49 }, (_, index) => hub(index + 2))],
  },
};
