import type { Problem } from '../result';
import type { PlanTarget } from './plan';
import type { ChangeRecord } from './state';

const code = 'apply/not-made';

/**
 * Why a change was not made of which that was not known at first: what was said then is no longer true. Null where nothing was said, as of
 * a change that was cut off.
 */
export function notMade({ plan, target, problem }: ChangeRecord): Problem | null {
  const planned = plan.targets[target];
  if (problem === null || !planned) return null;
  const { name, changes } = planned;
  return {
    code,
    title: changes.length > 0 ? `The change of ${name} was tried and not made.` : `${name}: counts as not done.`,
    detail:
      changes.length > 0
        ? `It was read later and has its old values. When it was tried: ${problem.detail}`
        : `Whether it was done cannot be read. When it was tried: ${problem.detail}`,
    hint: 'Put right what it names, then continue or plan it again.',
  };
}

/** Said of a restart of Database Mail that was settled: nothing that it leaves can be read. */
export const cannotBeRead = 'It cannot be read whether it was done; it counts as not done.';

/** Whether that is so, and not a restart of which its own problem says why it was not done. */
export const countsAsNotDone = (
  kind: PlanTarget['kind'],
  { outcome, problem }: Pick<ChangeRecord, 'outcome' | 'problem'>,
) => kind === 'queue' && outcome === 'not-applied' && (problem === null || problem.code === code);
