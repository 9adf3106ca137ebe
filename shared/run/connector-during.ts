import type { Connector } from '../exchange/connector';
import { effectiveLimit } from '../exchange/effective-limit';
import { readConnectionLimits, slowestDelays } from '../exchange/limits';
import type { PointerFacts } from '../smtp/phase-pointer';
import type { Measurement } from './measurement';
import type { RunState } from './state';

type Known = Pick<RunState, 'connectors' | 'hubs' | 'changes' | 'changesAtTest'>;
/** `kind` is absent for a test that is only beginning. */
type Test = Pick<Measurement, 'connectorIdentity' | 'phase'> & { kind?: Measurement['kind'] };

/**
 * The connector a test was aimed at, as it was then: of a test before the changes without any that this run has made since, of one after
 * them without those that were announced after it. By their order in the record, not by clocks: a test has the servers' time.
 */
export function connectorDuring(state: Known, test: Test): Connector | null {
  const connector = state.connectors.find((each) => each.identity === test.connectorIdentity);
  if (!connector) return null;
  const changed = state.changes
    .slice(changesBefore(state, test))
    .filter(({ outcome }) => outcome === 'applied')
    .map(({ plan, target }) => plan.targets[target])
    .flatMap((target) => (target?.kind === 'connector' && target.key === connector.guid ? target.changes : []));
  // The oldest change of an attribute is written last: its "before" is how it was.
  const before = Object.fromEntries(changed.reverse().map((change) => [change.setting, change.before]));
  return { ...connector, attributes: { ...connector.attributes, ...before } };
}

/** How many of the run's changes the test was made with. */
function changesBefore({ changes, changesAtTest }: Known, { phase, kind }: Test): number {
  if (phase === 'before') return 0;
  return kind === undefined ? changes.length : changesAtTest[kind === 'databaseMailBurst' ? 'burst' : kind];
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
