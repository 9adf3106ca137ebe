import { isSameValue, type PlanTarget } from './plan';

/** What was read of a target now; its values by the server's own names. */
type Reading = { hash: string; values: Readonly<Record<string, string>> };

/**
 * What is different on a target since it was planned, field by field, each as a sentence without its full stop; empty when
 * nothing is. `reading` is null where the target is gone.
 */
export function differencesOf(planned: PlanTarget, reading: Reading | null): string[] {
  const { name, key, kind, changes, basis = {} } = planned;
  if (reading === null) {
    const number = kind === 'account' ? `account_id ${key}` : `Guid ${key}`;
    return [`${name} is gone: nothing that this run reads has the ${number} any more`];
  }
  const nameField = kind === 'account' ? 'name' : 'Identity';
  const then = {
    [nameField]: name,
    ...basis,
    ...Object.fromEntries(changes.map((each) => [each.setting, each.before])),
  };
  const found = Object.entries(then).flatMap(([field, was]) => {
    const now = reading.values[field];
    return isSameValue(now, was) ? [] : [`${name}: ${field} is ${now ?? 'missing'}, was ${was} when planned`];
  });
  if (found.length > 0) return found;
  return reading.hash === planned.stateHash
    ? []
    : [`${name}: another attribute that this change depends on is different now`];
}
