import { HeldButton } from '../../components/held-button';
import { useMainAppearance } from '../../components/interrupted-here';
import { MeasurementPanel } from '../../components/measurement-panel';
import { PageFrame } from '../../components/page-frame';
import { PlanConfirmation } from '../../components/plan-confirmation';
import { usePlan } from '../../components/use-plan';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';

/** The sub-step between 2 and 3: without a test before, nothing can be compared after. */
export function MeasurePage() {
  const { state, setState, open } = useRun();
  const leaving = useCall();
  const planning = usePlan();
  const main = useMainAppearance();
  const isMeasured = (state.before.burst ?? state.before.smtpBurst) !== null;

  async function next(): Promise<void> {
    if (!isMeasured) {
      const answer = await leaving.run('step.leave', { step: 'measure' });
      if (!answer) return;
      setState(answer);
    }
    await open('connections');
  }

  return (
    <>
      {planning.plan && <PlanConfirmation plan={planning.plan} planning={planning} />}
      <PageFrame
        hidden={planning.plan !== null}
        title="Measure first"
        purpose="Shows how things are before anything is changed, so that the result can be proven. You can skip it; the result then says “Not tested”."
        problem={leaving.problem ?? planning.problem}
        back="connector"
        actions={
          <HeldButton appearance={isMeasured ? main : 'secondary'} onClick={() => void next()}>
            {isMeasured ? 'Next' : 'Skip measuring'}
          </HeldButton>
        }
      >
        <MeasurementPanel phase="before" planning={planning} />
      </PageFrame>
    </>
  );
}
