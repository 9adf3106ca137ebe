import { withRelay } from './article';
import type { Scenario } from './scenario';

/** Somebody has raised the number, and 2 % of what is left of a small total goes on allowing 20. */
export const percentageScenario: Scenario = withRelay('percentage', {
  MaxInboundConnection: '1000',
  MaxInboundConnectionPerSource: '100',
});
