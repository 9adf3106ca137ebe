import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { timeoutWaitsForRestart } from '../../../shared/run/summary-of-changes';
import { MeasurementPanel } from '../../components/measurement-panel';
import { NeedsConnector } from '../../components/needs-connector';
import { PageFrame } from '../../components/page-frame';
import { useRun } from '../../run-context';

/** Page 6: the same tests as before, so that the difference is measured and not believed. */
export function TestPage() {
  const { state, open } = useRun();
  if (state.connectorGuids.length === 0) return <NeedsConnector title="Test burst" />;
  return (
    <PageFrame
      title="Test burst"
      purpose="Runs the same tests as before the changes, and puts both side by side."
      back="timeout"
      actions={
        <Button appearance={state.after.burst ? 'primary' : 'secondary'} onClick={() => void open('result')}>
          See the result
        </Button>
      }
    >
      {timeoutWaitsForRestart(state) && (
        <MessageBar intent="warning">
          <MessageBarBody>
            The new timeout does not count yet: restart Database Mail on page 5, or wait a few minutes.
          </MessageBarBody>
        </MessageBar>
      )}
      <MeasurementPanel phase="after" />
    </PageFrame>
  );
}
