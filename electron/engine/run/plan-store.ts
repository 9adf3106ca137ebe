import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonical-json';
import { ProblemError } from '../../../shared/result';
import { reasonMessage } from '../../../shared/run/acceptance';
import type { Confirmation, Plan } from '../../../shared/run/plan';

/** Hash of what was read, over the fields whose change makes a plan stale. */
export const hashState = (fields: unknown) => createHash('sha256').update(canonicalJson(fields)).digest('hex');

export type PlanDraft = Omit<Plan, 'id' | 'createdAt' | 'hash'>;

/** Gives a draft its id, its time and the hash that the confirmation must repeat. */
export function sealPlan(draft: PlanDraft, createdAt: Date): Plan {
  const unsealed = { ...draft, id: randomUUID(), createdAt: createdAt.toISOString() };
  return { ...unsealed, hash: hashState(unsealed) };
}

export type PlanStore = {
  add(plan: Plan): Plan;
  /** The plan that waits under this id, which goes on waiting; throws ProblemError 'plan/...' where none does. */
  look(planId: string): Plan;
  /** The plan, once, if the confirmation fits it; throws ProblemError 'plan/...' otherwise and leaves it confirmable. */
  take(planId: string, confirmation: Confirmation): Plan;
};

const lifeMilliseconds = 30 * 60_000;

/**
 * Plans wait in memory for their confirmation: what the page sends back is an id and a hash, never a command.
 * @param now milliseconds, by a clock that nobody sets
 */
export function createPlanStore(now: () => number = () => performance.now()): PlanStore {
  const waiting = new Map<string, { plan: Plan; until: number }>();
  const used = new Set<string>();

  function look(planId: string): Plan {
    if (used.has(planId)) throw refused('plan/used', 'This plan was carried out already.');
    const entry = waiting.get(planId);
    if (!entry) throw refused('plan/unknown', 'RelayTune does not know this plan.');
    if (now() > entry.until) throw refused('plan/expired', 'This plan is older than 30 minutes.');
    return entry.plan;
  }

  return {
    look,
    add(plan) {
      waiting.set(plan.id, { plan, until: now() + lifeMilliseconds });
      return plan;
    },
    take(planId, confirmation) {
      const plan = look(planId);
      const missing = whatIsMissing(plan, confirmation);
      if (missing !== null) throw refused('plan/not-confirmed', missing);
      waiting.delete(planId);
      used.add(planId);
      return plan;
    },
  };
}

function whatIsMissing(plan: Plan, confirmation: Confirmation): string | null {
  if (confirmation.hash !== plan.hash) return 'What was confirmed is not what was planned.';
  if (plan.typedName !== null && confirmation.typedName?.trim() !== plan.typedName)
    return `The name ${plan.typedName} was not typed.`;
  const unticked = plan.ticks.find((tick) => !confirmation.ticks.includes(tick.id));
  if (unticked) return `Not ticked: ${unticked.text}`;
  const message = reasonMessage(plan, confirmation.reason);
  return message === null ? null : `No reason that can be used. ${message}`;
}

function refused(code: string, detail: string): ProblemError {
  return new ProblemError({
    code,
    title: 'Nothing was changed.',
    detail,
    hint: 'Plan the change again and confirm it.',
  });
}
