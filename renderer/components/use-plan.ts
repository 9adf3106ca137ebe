import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Progress } from '../../shared/contract';
import type { Problem } from '../../shared/result';
import type { ChangeStep, Plan, PlanRequest } from '../../shared/run/plan';
import { useCall } from '../use-call';

export type Planning = {
  /** The plan to confirm; null while the form shows. */
  plan: Plan | null;
  problem: Problem | null;
  busy: boolean;
  progress: Progress | null;
  /** Gives up what it is waiting for; nothing has been changed. */
  stop(): void;
  /** Asks the program for a plan and shows it. */
  review(request: PlanRequest): Promise<void>;
  /** Asks for the same again, from what is there now; where that cannot be planned the form says why. */
  again(): Promise<void>;
  /** Back to the form, where what was done shows. */
  close(): void;
  /** Back to the form, and to the button that led here. */
  cancel(): void;
  /** The step whose confirmation was cancelled just now, while its form is drawn anew: its button takes the focus back. */
  cancelled: ChangeStep | null;
};

/** A step's way from its form to its confirmation screen and back. */
export function usePlan(): Planning {
  const planning = useCall();
  const [request, setRequest] = useState<PlanRequest | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [cancelled, setCancelled] = useState<ChangeStep | null>(null);

  function cancel(): void {
    flushSync(() => {
      setCancelled(plan?.step ?? null);
      setPlan(null);
    });
    // The form is drawn, and the focus given back, once: a button that comes later takes it from nobody.
    setCancelled(null);
  }

  return {
    plan,
    problem: planning.problem,
    busy: planning.busy,
    progress: planning.progress,
    stop: planning.stop,
    cancelled,
    async review(wanted) {
      setRequest(wanted);
      const made = await planning.run('plan', wanted);
      if (made) setPlan(made);
    },
    async again() {
      if (request) setPlan(await planning.run('plan', request));
    },
    close: () => setPlan(null),
    cancel,
  };
}
