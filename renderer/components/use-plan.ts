import { useState } from 'react';
import type { Problem } from '../../shared/result';
import type { Plan, PlanRequest } from '../../shared/run/plan';
import { useCall } from '../use-call';

export type Planning = {
  /** The plan to confirm; null while the form shows. */
  plan: Plan | null;
  problem: Problem | null;
  busy: boolean;
  /** Asks the program for a plan and shows it. */
  review(request: PlanRequest): Promise<void>;
  /** Back to the form. */
  close(): void;
};

/** A step's way from its form to its confirmation screen and back. */
export function usePlan(): Planning {
  const planning = useCall();
  const [plan, setPlan] = useState<Plan | null>(null);
  return {
    plan,
    problem: planning.problem,
    busy: planning.busy,
    async review(request) {
      const made = await planning.run('plan', request);
      if (made) setPlan(made);
    },
    close: () => setPlan(null),
  };
}
