import { mayBeMade } from './may-be-made';
import { changesSettings } from './plan';
import type { RunState } from './state';

export type AppliedChange = {
  target: string;
  setting: string;
  before: string;
  after: string;
  /** Whether an undo made it. */
  isTakenBack: boolean;
};

/** Every setting that was really changed, in order. Restarting Database Mail and removing test mails are acts, not settings. */
export const appliedChanges = (state: RunState): AppliedChange[] => settingsThatEnded(state, 'applied');

/** Those of which it is not known whether they were changed. */
export const unknownChanges = (state: RunState): AppliedChange[] => settingsThatEnded(state, 'unknown');

function settingsThatEnded(state: RunState, outcome: 'applied' | 'unknown'): AppliedChange[] {
  return state.changes
    .filter((change) => change.outcome === outcome && changesSettings(change.plan.step))
    .flatMap((change) => {
      const target = change.plan.targets[change.target];
      const isTakenBack = change.plan.step === 'undo';
      return (target?.changes ?? []).map((setting) => ({ target: target?.name ?? '', ...setting, isTakenBack }));
    });
}

/** What is to be said beside a change in a list; empty where it simply stands. */
export function changeNote(isTakenBack: boolean, isKnown: boolean): string {
  if (isKnown) return isTakenBack ? 'taken back' : '';
  return `not known whether it was ${isTakenBack ? 'taken back' : 'changed'}`;
}

/** Whether a timeout that was changed, or taken back, still waits for the Database Mail process to restart; a restart that was not seen (a warning) does not count. */
export function timeoutWaitsForRestart(state: RunState): boolean {
  const applied = state.changes.filter(
    ({ outcome, plan, warnings }) => outcome === 'applied' && !(plan.step === 'restart' && warnings.length > 0),
  );
  const kinds = applied.map(({ plan, target }) => plan.targets[target]?.kind);
  return kinds.lastIndexOf('account') > kinds.lastIndexOf('queue');
}

/** Whether a setting was changed, or may have been: what is measured from then on is no longer "before". */
export function settingsChanged(state: RunState): boolean {
  return state.changes.some((change) => changesSettings(change.plan.step) && mayBeMade(change));
}
