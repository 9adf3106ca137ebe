import { changesSettings, isSameValue, type PlanTarget } from './plan';
import type { ChangeRecord } from './state';

/** A change of settings that was applied, and its target. */
export type StandingChange = { change: ChangeRecord; target: PlanTarget };

/** The changes of settings that were applied and still stand, in order: what was taken back since is left out, with what took it back. */
export function standingChanges(changes: readonly ChangeRecord[]): StandingChange[] {
  const standing: StandingChange[] = [];
  for (const change of changes) {
    const target = change.plan.targets[change.target];
    if (!target || change.outcome !== 'applied' || !changesSettings(change.plan.step)) continue;
    const undone = undoneBy(standing, { change, target });
    if (undone.length === 0) standing.push({ change, target });
    else for (const each of undone) standing.splice(standing.indexOf(each), 1);
  }
  return standing;
}

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
