import type { ChangeRecord } from './state';

/** Whether a change was made, or may have been: what is not known counts wherever something could be lost by it. */
export const mayBeMade = ({ outcome }: Pick<ChangeRecord, 'outcome'>): boolean =>
  outcome === 'applied' || outcome === 'unknown';
