import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { addressesOf, sourceText } from '../../shared/exchange/source';
import type { Phase } from '../../shared/run/measured';
import { useRun } from '../run-context';
import { HeldButton } from './held-button';
import { LadderResult } from './ladder-result';
import { LadderScript } from './ladder-script';
import { Outdated } from './measure/outdated';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';
import { SourceChoice } from './source-choice';
import { Spoken } from './spoken';
import { StatusBadge } from './status-badge';
import { useSources, usualSource } from './use-sources';
import { useTest } from './use-test';

/** The connection ladder of a phase. @param isOver true where whatever is measured now would not be "before" any more */
export function LadderPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const { state, setState } = useRun();
  const { setButton, ...climbing } = useTest('The connection ladder');
  const { sources, problem } = useSources();
  const [typed, setTyped] = useState<string | null | undefined>(undefined);
  const result = state[phase].ladder;
  const last = result ?? state.before.ladder;
  const usual = usualSource(sources ?? [], last?.origin === 'here' ? last.sourceAddress : undefined);
  const chosen = typed === undefined ? usual : typed;
  const isOwn = chosen !== null && addressesOf(state.source).includes(chosen);

  async function climb(): Promise<void> {
    const answer = await climbing.run('measure.ladder', { phase, sourceAddress: chosen });
    if (answer) setState(answer);
  }

  return (
    <Panel title="Connection ladder: how many sessions one source can hold">
      <Text>
        Opens sessions one after the other until Exchange refuses three, and closes them again. No mail is sent. It
        takes less than a minute.
      </Text>
      {problem && <ProblemBar problem={problem} />}
      <Spoken text={climbing.ended} />
      {climbing.problem && <ProblemBar problem={climbing.problem} />}
      {!isOver && sources && (
        <>
          <SourceChoice
            label="Open the sessions from"
            sources={sources}
            chosen={chosen}
            hasSystem={state.mode === 'servers'}
            onChoose={setTyped}
          />
          {!isOwn && (
            <StatusBadge
              status="warning"
              word={`This is not the SQL Server’s address (${sourceText(state.source)}): another connector may answer. Run ladder.ps1 on the SQL Server instead, see below.`}
            />
          )}
        </>
      )}
      {!isOver && (
        <div>
          {/* It stays while it works, so that the keyboard's focus does. */}
          <HeldButton ref={setButton} appearance={result ? 'secondary' : 'primary'} onClick={() => void climb()}>
            {result ? 'Climb the ladder again' : 'Climb the ladder'}
          </HeldButton>
        </div>
      )}
      {climbing.busy && (
        <ProgressLine progress={climbing.progress} fallback="Opening sessions…" onStop={climbing.stop} />
      )}
      {phase === 'after' && <Outdated test="ladder" />}
      {result && <LadderResult phase={phase} />}
      {!isOver && <LadderScript phase={phase} />}
    </Panel>
  );
}
