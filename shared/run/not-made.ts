import type { Problem } from '../result';
import type { ChangeRecord } from './state';

/**
 * Why a change was not made of which that was not known at first: what was said then is no longer true. Null where nothing was said, as of
 * a change that was cut off.
 */
export function notMade({ plan, target, problem }: ChangeRecord): Problem | null {
  const planned = plan.targets[target];
  if (problem === null || !planned) return null;
  const { name, changes } = planned;
  return {
    code: 'apply/not-made',
    title: changes.length > 0 ? `The change of ${name} was tried and not made.` : `${name}: counts as not done.`,
    detail:
      changes.length > 0
        ? `It was read later and has its old values. When it was tried: ${problem.detail}`
        : `Whether it was done cannot be read. When it was tried: ${problem.detail}`,
    hint: 'Put right what it names, then continue or plan it again.',
  };
}
