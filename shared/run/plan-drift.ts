import { isSameValue, type PlanTarget } from './plan';

/** What was read of a target now; its values by the server's own names. */
type Reading = { hash: string; values: Readonly<Record<string, string>> };

const nameFields: Partial<Record<PlanTarget['kind'], string>> = { connector: 'Identity', account: 'name' };

/**
 * What is different on a target since it was planned, field by field, without full stops and without its name; empty when nothing is.
 * A plan out of an older version's journal has no basis: then its name and what it changes are compared.
 */
export function differencesOf(planned: PlanTarget, { hash, values }: Reading): string[] {
  const { name, kind, changes, basis = {}, stateHash } = planned;
  const nameField = nameFields[kind];
  const then = {
    ...(nameField === undefined ? {} : { [nameField]: name }),
    ...basis,
    ...Object.fromEntries(changes.map(({ setting, before }) => [setting, before])),
  };
  const found = Object.entries(then).flatMap(([field, was]) =>
    isSameValue(values[field], was) ? [] : [`${field} is ${values[field] ?? 'missing'}, was ${was}`],
  );
  if (found.length > 0 || hash === stateHash) return found;
  return ['Another attribute that this change depends on is different now'];
}

/** Why a target cannot be read where there is none of that Guid or account_id any more. */
export const goneText = ({ kind, key, name }: PlanTarget): string =>
  `${name} is gone: nothing that this run reads has the ${kind === 'account' ? 'account_id' : 'Guid'} ${key} any more`;
