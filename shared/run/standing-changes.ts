import { changesSettings, isSameValue, type PlanTarget } from './plan';
import { settingId, settingIdsOf } from './setting-ids';
import { settingsToRestore } from './settings-to-restore';
import type { ChangeRecord } from './state';

/** A change of settings that was applied, or may have been (its outcome is 'unknown'), and its target. */
export type StandingChange = { change: ChangeRecord; target: PlanTarget };

/**
 * The changes of settings that were applied and still stand, or may stand, in order: what was taken back since is left out, with what
 * took it back. An undo of which nobody knows whether it was made takes nothing away.
 */
export function standingChanges(changes: readonly ChangeRecord[]): StandingChange[] {
  const standing: StandingChange[] = [];
  for (const change of changes) {
    const target = change.plan.targets[change.target];
    if (!target || !mayStand(change)) continue;
    const undone = undoneBy(standing, { change, target });
    if (undone.length === 0) standing.push({ change, target });
    else for (const each of undone) standing.splice(standing.indexOf(each), 1);
  }
  const open = new Set(settingsToRestore({ changes }).map((each) => settingId(each, each.setting)));
  const isOpen = (target: PlanTarget) => settingIdsOf(target).some((setting) => open.has(setting));
  // What was written since tells that an unknown change was made, and whether it is gone.
  return standing.filter(({ change, target }) => change.outcome === 'applied' || isOpen(target));
}

const mayStand = ({ outcome, plan: { step } }: ChangeRecord) =>
  changesSettings(step) && (outcome === 'applied' || (outcome === 'unknown' && step !== 'undo'));

/** The latest changes of the target that, with this one, leave every setting as it was before them; none where it takes nothing back. */
function undoneBy(standing: readonly StandingChange[], latestChange: StandingChange): StandingChange[] {
  const { target } = latestChange;
  const same = standing.filter((each) => each.target.key === target.key && each.target.kind === target.kind);
  for (let from = same.length - 1; from >= 0; from--) {
    const latest = same.slice(from);
    if (netChanges([...latest, latestChange]).length === 0) return latest;
  }
  return [];
}

/**
 * What several changes of one target come to: each setting once, as it was before the first and after the last. A change that was made
 * on somebody else's value begins anew, so that the value is not lost; but for an undo, which was told to overwrite it.
 */
export function netChanges(made: readonly StandingChange[]): PlanTarget['changes'] {
  const net = new Map<string, { before: string; after: string }>();
  for (const { change, target } of made) {
    for (const { setting, before, after } of target.changes) {
      const known = net.get(setting);
      const goesOn = known && (change.plan.step === 'undo' || isSameValue(known.after, before));
      net.set(setting, { before: goesOn ? known.before : before, after });
    }
  }
  return [...net]
    .filter(([, { before, after }]) => !isSameValue(before, after))
    .map(([setting, values]) => ({ setting, ...values }));
}
