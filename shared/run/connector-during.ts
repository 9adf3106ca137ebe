import type { Connector } from '../exchange/connector';
import { effectiveLimit } from '../exchange/effective-limit';
import { readConnectionLimits, slowestDelays } from '../exchange/limits';
import type { PointerFacts } from '../smtp/phase-pointers';
import type { Measurement } from './measurement';
import type { ChangeStep } from './plan';
import type { RunState } from './state';

type Known = Pick<RunState, 'connectors' | 'hubs' | 'changes' | 'outdated'>;
/** `kind` is absent for a test that is only beginning. */
type Test = Pick<Measurement, 'connectorIdentity' | 'phase'> & { kind?: Measurement['kind'] };

/**
 * The connector a test was aimed at, as it was then: of a test before the changes without what this run has changed since, of one
 * after them without the undo that came after it.
 */
export function connectorDuring(state: Known, test: Test): Connector | null {
  const connector = state.connectors.find((each) => each.identity === test.connectorIdentity);
  if (!connector) return null;
  const made = state.changes
    .filter(({ outcome }) => outcome === 'applied')
    .map(({ plan, target }) => ({ step: plan.step, target: plan.targets[target] }))
    .filter(({ target }) => target?.kind === 'connector' && target.key === connector.guid);
  const since = test.phase === 'before' ? made : isOutdated(state, test) ? fromLastUndo(made) : [];
  const changed = since.flatMap(({ target }) => target?.changes ?? []);
  // The oldest change of an attribute is written last: its "before" is how it was.
  const before = Object.fromEntries(changed.reverse().map((change) => [change.setting, change.before]));
  return { ...connector, attributes: { ...connector.attributes, ...before } };
}

const isOutdated = ({ outdated }: Known, { kind }: Test) =>
  kind !== undefined && outdated.includes(kind === 'databaseMailBurst' ? 'burst' : kind);

/** The last undo, which may have been made in several parts, and whatever followed it. */
function fromLastUndo<T extends { step: ChangeStep }>(made: readonly T[]): readonly T[] {
  let first = made.map(({ step }) => step).lastIndexOf('undo');
  if (first < 0) return [];
  while (made[first - 1]?.step === 'undo') first -= 1;
  return made.slice(first);
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
