import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import type { Phase } from '../../shared/run/measured';
import { settingsChanged } from '../../shared/run/summary-of-changes';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { BurstPanel } from './burst-panel';
import { LadderResult } from './ladder-result';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';
import { TestMails } from './test-mails';
import type { Planning } from './use-plan';

/** Both tests of a phase: run them, watch them, stop them, read them; after the changes beside what was before. */
export function MeasurementPanel({ phase, planning }: { phase: Phase; planning: Planning }) {
  const { state } = useRun();
  // Whatever is measured now would not be "before" any more.
  const isOver = phase === 'before' && settingsChanged(state);
  return (
    <>
      {isOver && (
        <MessageBar>
          <MessageBarBody>
            This run has changed settings, so it is too late to measure how it was before. Page 6 measures how it is
            now.
          </MessageBarBody>
        </MessageBar>
      )}
      <LadderPanel phase={phase} isOver={isOver} />
      <BurstPanel phase={phase} isOver={isOver} />
      <TestMails planning={planning} />
    </>
  );
}

type PanelProps = { phase: Phase; isOver: boolean };

function LadderPanel({ phase, isOver }: PanelProps) {
  const { state, setState } = useRun();
  const climbing = useCall();
  const result = state[phase].ladder;

  async function climb(): Promise<void> {
    const answer = await climbing.run('measure.ladder', { phase });
    if (answer) setState(answer);
  }

  return (
    <Panel title="Connection ladder: how many sessions one source can hold">
      <Text>
        Opens sessions {state.mode === 'servers' ? 'from this computer' : 'from the SQL Server’s address'} one after the
        other until Exchange refuses, and closes them again. No mail is sent. It takes a few seconds.
        {state.mode === 'servers' && ' This computer may meet another connector than the SQL Server does.'}
      </Text>
      {climbing.problem && <ProblemBar problem={climbing.problem} />}
      {!isOver && (
        <div>
          {/* It stays while it works, so that the keyboard's focus does. */}
          <Button
            appearance={result ? 'secondary' : 'primary'}
            disabledFocusable={climbing.busy}
            onClick={() => void climb()}
          >
            {result ? 'Climb the ladder again' : 'Climb the ladder'}
          </Button>
        </div>
      )}
      {climbing.busy && (
        <ProgressLine progress={climbing.progress} fallback="Opening sessions…" onStop={climbing.stop} />
      )}
      {result && <LadderResult phase={phase} />}
    </Panel>
  );
}
