import type { Problem } from '../result';

/** Whether what keeps a run from being continued leaves it to be looked at: a run that nothing was read of has nothing to show. */
export const canBeRead = ({ code }: Problem): boolean =>
  code === 'run/in-use' || code === 'practice/unknown-scenario' || code.startsWith('journal/');
