import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { timeoutWaitsForRestart } from '../../../shared/run/summary-of-changes';
import { HeldButton } from '../../components/held-button';
import { useMainAppearance } from '../../components/interrupted-here';
import { MeasurementPanel } from '../../components/measurement-panel';
import { NeedsConnector } from '../../components/needs-connector';
import { PageFrame } from '../../components/page-frame';
import { PlanConfirmation } from '../../components/plan-confirmation';
import { usePlan } from '../../components/use-plan';
import { useRun } from '../../run-context';

/** Page 6: the same tests as before, so that the difference is measured and not believed. */
export function TestPage() {
  const { state, open } = useRun();
  const planning = usePlan();
  const main = useMainAppearance();
  if (state.connectorGuids.length === 0) return <NeedsConnector title="Test burst" />;
  return (
    <>
      {planning.plan && <PlanConfirmation plan={planning.plan} planning={planning} />}
      <PageFrame
        hidden={planning.plan !== null}
        title="Test burst"
        purpose="Runs the same tests as before the changes, and puts both side by side."
        problem={planning.problem}
        back="timeout"
        actions={
          <HeldButton
            appearance={(state.after.burst ?? state.after.smtpBurst) ? main : 'secondary'}
            onClick={() => void open('result')}
          >
            See the result
          </HeldButton>
        }
      >
        {timeoutWaitsForRestart(state) && (
          <MessageBar intent="warning">
            <MessageBarBody>
              The changed timeout does not count yet: restart Database Mail on page 5, or wait a few minutes.
            </MessageBarBody>
          </MessageBar>
        )}
        <MeasurementPanel phase="after" planning={planning} />
      </PageFrame>
    </>
  );
}
