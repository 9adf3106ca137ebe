import { connectorByGuid, type Connector } from '../../exchange/connector';
import { effectiveLimit } from '../../exchange/effective-limit';
import { readConnectionLimits } from '../../exchange/limits';
import type { EffectiveLimit } from '../../run/plan';
import { byTarget, settingsToRestore, type SettingToRestore } from '../../run/settings-to-restore';
import type { RunState } from '../../run/state';
import { notKnown, wasChanged } from './facts';

/** The connectors' two limits per source, which page 3 sets. */
const limits: readonly string[] = ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource'];

/** A connector of which a limit per source stands changed, or may. */
type LimitsChanged = {
  /** SERVER\Name. */
  name: string;
  settings: readonly SettingToRestore[];
  /** What one source can hold, by the rule; null where the connector was not read. */
  effective: { before: EffectiveLimit; after: EffectiveLimit } | null;
};

/** All of them, in the order first changed. Whether the change was made may be unknown (see notKnown). */
export const connectorsChanged = (state: RunState): LimitsChanged[] =>
  byTarget(settingsToRestore(state).filter(({ setting }) => limits.includes(setting))).map((settings) => ({
    name: settings[0].target.name,
    settings,
    effective: effectOf(state, settings),
  }));

/** That nobody knows whether some of them were changed; null where it is known of all. */
export const limitsNotKnown = (changed: readonly LimitsChanged[]): string | null =>
  notKnown(changed.flatMap(({ settings }) => settings));

/** Whether the limits per source were changed in this run, and none of that stands. */
export const tookLimitsBack = (state: RunState): boolean =>
  connectorsChanged(state).length === 0 && wasChanged(state, limits);

/** Whether one source can hold more than before, by the rule. */
export const hasRisen = ({ effective }: LimitsChanged): boolean =>
  effective !== null && (effective.after.limit ?? Infinity) > (effective.before.limit ?? Infinity);

/** Whether it is the connector of that name, on whatever server. */
export const isNamed = (identity: string, name: string): boolean => identity.endsWith(`\\${name}`);

function effectOf(
  { connectors, changes }: RunState,
  settings: readonly [SettingToRestore, ...SettingToRestore[]],
): LimitsChanged['effective'] {
  const [{ key }] = settings;
  const connector = connectorByGuid(connectors, key);
  if (!connector) return null;
  // The connectors may have been read before the last change, or between two.
  const readBack = changes.filter((change) => change.plan.targets[change.target]?.key === key).at(-1)?.readBack ?? {};
  const limit = (value: 'before' | 'ours') => {
    const set = Object.fromEntries(settings.map((each) => [each.setting, each[value]]));
    return effectiveOf({ ...connector.attributes, ...readBack, ...set });
  };
  return { before: limit('before'), after: limit('ours') };
}

const effectiveOf = (attributes: Connector['attributes']) => effectiveLimit(readConnectionLimits({ attributes }));
