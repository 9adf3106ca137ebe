import { articleScenario } from './article';
import { exchange2016Scenario } from './exchange-2016';
import { hubsScenario } from './hubs';
import { largeScenario } from './large';
import { lostLoginScenario } from './lost-login';
import { percentageScenario } from './percentage';
import type { Scenario } from './scenario';
import { serviceNotAvailableScenario } from './service-not-available';
import { severalHubsScenario } from './several-hubs';
import { wrongConnectorScenario } from './wrong-connector';

/** Every practice scenario by name; Start offers all but the last two, which the tests work on. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  [
    articleScenario,
    percentageScenario,
    wrongConnectorScenario,
    lostLoginScenario,
    severalHubsScenario,
    exchange2016Scenario,
    serviceNotAvailableScenario,
    hubsScenario,
    largeScenario,
  ].map((scenario) => [scenario.name, scenario]),
);
