import type { Problem } from '../result';
import { changesSettings, type Plan, type PlanTarget } from './plan';
import type { ChangeRecord, RunState } from './state';

type InterruptedTarget = {
  /** Its place in the plan. */
  index: number;
  planned: PlanTarget;
  /**
   * 'unknown': announced, and nobody knows how it ended. 'failed': tried, and not done. 'untouched': never begun, or announced and
   * found as it was.
   */
  status: 'done' | 'unknown' | 'failed' | 'untouched';
  /** Why it failed, or is unknown; null where nothing says. */
  problem: Problem | null;
};

/** A plan that was begun and is not done, target by target in the plan's order. */
export type InterruptedPlan = { plan: Plan; targets: InterruptedTarget[] };

/**
 * The newest plan of settings that was begun and not finished, by a kill, a failure or Stop; null when there is none. A plan is
 * over, finished or not, once its step was left, or a later plan of the same step or an undo of one of its targets has begun. Restarting
 * Database Mail and removing test mails are no such plans: the queue has a state of its own, and both are simply done again.
 */
export function interruptedPlan(state: RunState): InterruptedPlan | null {
  const begun = plansBegun(state.changes);
  const isOver = (plan: Plan, place: number) =>
    state.left.includes(plan.step) || begun.slice(place + 1).some((later) => takesOver(later, plan));
  for (const [place, plan] of [...begun.entries()].reverse()) {
    if (!changesSettings(plan.step) || isOver(plan, place)) continue;
    const targets = targetsOf(plan, state.changes);
    if (targets.some((target) => target.status !== 'done')) return { plan, targets };
  }
  return null;
}

/** What can still be done of it: what nobody has begun, and what failed. */
export const remainingTargets = ({ targets }: InterruptedPlan): PlanTarget[] =>
  targets.filter(({ status }) => status === 'untouched' || status === 'failed').map(({ planned }) => planned);

/** Targets of plans that were begun which neither their own plan nor a later one of the same step has come to. */
export function neverBegun({ changes }: Pick<RunState, 'changes'>): PlanTarget[] {
  const begun = plansBegun(changes);
  return begun.flatMap((plan, place) => {
    const plans = new Set(begun.slice(place).flatMap(({ id, step }) => (step === plan.step ? [id] : [])));
    const made = changes
      .filter((change) => plans.has(change.plan.id))
      .map((change) => change.plan.targets[change.target]);
    return plan.targets.filter(({ kind, key }) => !made.some((each) => each?.kind === kind && each.key === key));
  });
}

/** Each plan once, in the order in which they were begun. */
function plansBegun(changes: readonly ChangeRecord[]): Plan[] {
  return [...new Map(changes.map(({ plan }) => [plan.id, plan])).values()];
}

function takesOver(later: Plan, plan: Plan): boolean {
  if (later.step === plan.step) return true;
  const keys = new Set(plan.targets.map(({ key }) => key));
  return later.step === 'undo' && later.targets.some(({ key }) => keys.has(key));
}

function targetsOf(plan: Plan, changes: readonly ChangeRecord[]): InterruptedTarget[] {
  return plan.targets.map((planned, index) => {
    const record = changes.find((change) => change.plan.id === plan.id && change.target === index);
    return { index, planned, status: record ? statusOf(record) : 'untouched', problem: record?.problem ?? null };
  });
}

function statusOf({ outcome, problem }: ChangeRecord): InterruptedTarget['status'] {
  if (outcome === 'unknown') return 'unknown';
  if (outcome === 'not-applied') return problem ? 'failed' : 'untouched';
  return 'done';
}
