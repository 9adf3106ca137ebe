import type { ChangeStep } from './plan';
import { changedSettings } from './setting-ids';
import { settingsToRestore } from './settings-to-restore';
import type { ChangeRecord, RunState } from './state';

/** What this run did in a step, and every undo that took something of it back. */
export function changesOfStep({ changes }: Pick<RunState, 'changes'>, step: ChangeStep): ChangeRecord[] {
  const isOwn = ({ plan }: ChangeRecord) => plan.step === step;
  const own = new Set(changes.filter(isOwn).flatMap(changedSettings));
  return changes.filter(
    (change) =>
      isOwn(change) || (change.plan.step === 'undo' && changedSettings(change).some((setting) => own.has(setting))),
  );
}

/** Whether what a step does was done, and not all of it has been taken back since. */
export function isStepDone(state: Pick<RunState, 'changes'>, step: ChangeStep): boolean {
  const changes = changesOfStep(state, step).filter(({ outcome }) => outcome === 'applied');
  if (changes.at(-1)?.plan.step !== 'undo') return changes.length > 0;
  return settingsToRestore({ changes }).length > 0;
}
