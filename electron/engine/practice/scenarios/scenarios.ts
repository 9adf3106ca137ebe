import { articleScenario } from './article';
import { exchange2016Scenario } from './exchange-2016';
import { hubsScenario } from './hubs';
import { largeScenario } from './large';
import { lostLoginScenario } from './lost-login';
import { percentageScenario } from './percentage';
import type { Scenario } from './scenario';
import { serviceNotAvailableScenario } from './service-not-available';
import { wrongConnectorScenario } from './wrong-connector';

/** Every practice scenario by name; Start offers all but `large`, which is there to be measured. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  [
    articleScenario,
    percentageScenario,
    wrongConnectorScenario,
    lostLoginScenario,
    hubsScenario,
    exchange2016Scenario,
    serviceNotAvailableScenario,
    largeScenario,
  ].map((scenario) => [scenario.name, scenario]),
);
