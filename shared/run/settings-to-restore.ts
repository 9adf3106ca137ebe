import { mayBeMade } from './may-be-made';
import { changesSettings, isSameValue, type PlanTarget } from './plan';
import { settingId } from './setting-ids';
import type { ChangeRecord } from './state';

/** One setting that stands at a value of this run, or may. */
export type SettingToRestore = {
  kind: 'connector' | 'account';
  /** PlanTarget.key; and the target as the run knew it when it changed the setting last. */
  key: string;
  target: PlanTarget;
  setting: string;
  /** What was there before the run; of a value that somebody else set in between, and the run changed again, that one. */
  before: string;
  /** What the run wrote last, or tried to. */
  ours: string;
  /** Every value of this run's that can stand there: more than `ours` where it is unknown whether that was written. */
  possible: readonly string[];
  /** The place of its last change in the run's changes. */
  changedAt: number;
};

/**
 * Every setting of connectors and accounts that an undo of the whole run has to bring back, in the order first changed. Undo plans count:
 * what they took back is not to be taken back again. Nothing is read: what stands there now may be anybody's.
 */
export function settingsToRestore({ changes }: { changes: readonly ChangeRecord[] }): SettingToRestore[] {
  const chains = new Map<string, SettingToRestore>();
  for (const [changedAt, change] of changes.entries()) {
    const target = change.plan.targets[change.target];
    if (!target || !mayBeMade(change) || !changesSettings(change.plan.step)) continue;
    const { kind, key } = target;
    if (kind !== 'connector' && kind !== 'account') continue;
    for (const made of target.changes) {
      const id = settingId(target, made.setting);
      const chain = continued(chains.get(id), change, made);
      const possible = change.outcome === 'applied' ? [made.after] : [made.after, ...chain.possible];
      const { setting, after: ours } = made;
      chains.set(id, { kind, key, target, setting, before: chain.before, ours, possible, changedAt });
    }
  }
  return [...chains.values()].filter(({ before, possible }) => possible.some((value) => !isSameValue(value, before)));
}

/**
 * The run's own values so far, on which this change was made. Where it was made on another value, that is somebody else's, which
 * is not to be lost: the chain begins anew. An undo that overwrote such a value was asked for by name, and ends the chain.
 */
function continued(
  known: SettingToRestore | undefined,
  { plan }: ChangeRecord,
  { before }: PlanTarget['changes'][number],
): Pick<SettingToRestore, 'before' | 'possible'> {
  const isOurs = known?.possible.some((value) => isSameValue(value, before)) ?? false;
  return known && (isOurs || plan.step === 'undo') ? known : { before, possible: [before] };
}

/** The latest change first: the order in which they are taken back. */
export const newestFirst = (settings: readonly SettingToRestore[]): SettingToRestore[] =>
  [...settings].sort((a, b) => b.changedAt - a.changedAt);

/** The settings of each target together, targets in the order of their first setting. */
export function byTarget(settings: readonly SettingToRestore[]): [SettingToRestore, ...SettingToRestore[]][] {
  const targets = new Map<string, [SettingToRestore, ...SettingToRestore[]]>();
  for (const each of settings) {
    const id = settingId(each, '');
    const known = targets.get(id);
    if (known) known.push(each);
    else targets.set(id, [each]);
  }
  return [...targets.values()];
}
