import type { Plan } from './plan';
import { fileSteps } from './plan-file';
import { changedSettings, settingIdsOf } from './setting-ids';
import type { ChangeRecord, RunState } from './state';

/**
 * The plans of a run that go into its plan file, in the order of the steps. One that was carried out or overtaken since is none any more.
 * `added` takes the place of an earlier one of its step.
 */
export function plansForFile({ kept, changes }: Pick<RunState, 'kept' | 'changes'>, added?: Plan): Plan[] {
  const isDone = (plan: Plan) =>
    changes.some((change) => {
      if (change.outcome !== 'applied') return false;
      return change.plan.id === plan.id || (change.announcedAt > plan.createdAt && isOvertaken(plan, change));
    });
  const all = [...kept.filter((plan) => plan.step !== added?.step), ...(added ? [added] : [])];
  return fileSteps.flatMap((step) => all.filter((plan) => plan.step === step && !isDone(plan)));
}

/** Whether a later change wrote one of the settings that the plan is about: what it was planned on is no longer there. */
function isOvertaken({ targets }: Plan, later: ChangeRecord): boolean {
  const own = new Set(targets.flatMap(settingIdsOf));
  return changedSettings(later).some((setting) => own.has(setting));
}
