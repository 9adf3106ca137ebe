import { Button, Text } from '@fluentui/react-components';
import type { Phase } from '../../shared/run/measured';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { LadderResult } from './ladder-result';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';

/** The connection ladder of a phase. @param isOver true where whatever is measured now would not be "before" any more */
export function LadderPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const { state, setState } = useRun();
  const climbing = useCall();
  const result = state[phase].ladder;

  async function climb(): Promise<void> {
    const answer = await climbing.run('measure.ladder', { phase, sourceAddress: null });
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
