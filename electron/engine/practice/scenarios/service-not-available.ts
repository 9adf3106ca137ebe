import { articleScenario } from './article';
import type { Scenario } from './scenario';

/** The transport service is paused: the same 421 4.3.2 with other words, which no setting of a connector mends. */
export const serviceNotAvailableScenario: Scenario = {
  ...articleScenario,
  name: 'service-not-available',
  exchange: { ...articleScenario.exchange, faults: { paused: true } },
};
