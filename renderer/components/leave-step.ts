import { isStepDone } from '../../shared/run/changes-of-step';
import type { Page } from '../../shared/run/page';
import type { ChangeStep } from '../../shared/run/plan';
import { useRun } from '../run-context';
import { useCall } from '../use-call';

/** Leaves a step as it is, says so in the run, and goes on; a step that was done is simply left behind. */
export function useLeaveStep(step: Exclude<ChangeStep, 'undo' | 'remove-test-mails'>, next: Page) {
  const { state, setState, open } = useRun();
  const leaving = useCall();
  const isDone = isStepDone(state, step);
  return {
    isDone,
    problem: leaving.problem,
    async goOn(): Promise<void> {
      if (!isDone) {
        const answer = await leaving.run('step.leave', { step });
        if (!answer) return;
        setState(answer);
      }
      await open(next);
    },
  };
}
