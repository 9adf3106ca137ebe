import { articleScenario } from './article';
import { hubsScenario } from './hubs';
import { largeScenario } from './large';
import type { Scenario } from './scenario';

/** Every practice scenario by name. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  [articleScenario, hubsScenario, largeScenario].map((scenario) => [scenario.name, scenario]),
);
