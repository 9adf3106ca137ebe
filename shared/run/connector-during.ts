import type { Connector } from '../exchange/connector';
import { effectiveLimit } from '../exchange/effective-limit';
import { readConnectionLimits, slowestDelays } from '../exchange/limits';
import type { PointerFacts } from '../smtp/phase-pointers';
import type { Measurement } from './measurement';
import type { RunState } from './state';

type Known = Pick<RunState, 'connectors' | 'hubs' | 'changes'>;
type Test = Pick<Measurement, 'connectorIdentity' | 'phase'>;

/** The connector a test was aimed at, as it was then: of a test before the changes without what this run has changed since. */
export function connectorDuring(state: Known, { connectorIdentity, phase }: Test): Connector | null {
  const connector = state.connectors.find((each) => each.identity === connectorIdentity);
  if (!connector || phase === 'after') return connector ?? null;
  const changed = state.changes
    .filter((change) => change.outcome === 'applied')
    .map((change) => change.plan.targets[change.target])
    .filter((target) => target?.kind === 'connector' && target.key === connector.guid)
    .flatMap((target) => target?.changes ?? []);
  // The oldest change of an attribute is written last: its "before" is how it was.
  const before = Object.fromEntries(changed.reverse().map((change) => [change.setting, change.before]));
  return { ...connector, attributes: { ...connector.attributes, ...before } };
}

/** Sessions one source could hold at once then; null = no limit, or not known. */
export function limitDuring(state: Known, test: Test): number | null {
  const connector = connectorDuring(state, test);
  return connector && effectiveLimit(readConnectionLimits(connector)).limit;
}

/** The practice servers' clock runs so many times as fast as the wall's. */
const practiceFactor = 20;

/** What a burst's slow phases are judged by. */
export function pointerFacts(state: Known & Pick<RunState, 'mode'>, test: Test): PointerFacts {
  const connector = connectorDuring(state, test);
  const hub = state.hubs.find((each) => each.server === connector?.server);
  const rate = hub?.maxConnectionRatePerMinute ?? null;
  return {
    delays: slowestDelays(connector ? [connector] : []),
    limit: limitDuring(state, test),
    maxConnectionRatePerMinute: rate === 'unlimited' ? null : rate,
    factor: state.mode === 'practice' ? practiceFactor : 1,
  };
}
