import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { effectiveLimit } from '../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../shared/exchange/limits';
import { connectorsChosen } from '../../shared/run/connectors-chosen';
import type { Phase } from '../../shared/run/measured';
import type { RunState } from '../../shared/run/state';
import { ladderDuration, ladderLength, mostOnServers } from '../../shared/smtp/ladder-length';
import { useRun } from '../run-context';
import { HeldButton } from './held-button';
import { useMainAppearance } from './interrupted-here';
import { LadderResult } from './ladder-result';
import { LadderScript } from './ladder-script';
import { Outdated } from './measure/outdated';
import { TestCharts } from './measure/test-charts';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';
import { SourceChoice, SourceWarning } from './source-choice';
import { Spoken } from './spoken';
import { useReading } from './use-reading';
import { useTest } from './use-test';
import { usualSource } from './usual-source';

/** The connection ladder of a phase. @param isOver true where whatever is measured now would not be "before" any more */
export function LadderPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const { state, setState } = useRun();
  const main = useMainAppearance();
  const { setButton, ...climbing } = useTest('The connection ladder');
  const { value, problem } = useReading('measure.sources');
  const sources = value?.sources ?? null;
  const [typed, setTyped] = useState<string | null | undefined>(undefined);
  const result = state[phase].ladder;
  const last = result ?? state.before.ladder;
  const usual = usualSource(sources ?? [], last?.origin === 'here' ? last.sourceAddress : undefined);
  const chosen = typed === undefined ? usual : typed;
  // Until then nobody knows what it would be climbed from.
  const isRead = sources !== null || problem !== null;

  async function climb(): Promise<void> {
    const answer = await climbing.run('measure.ladder', { phase, sourceAddress: chosen });
    if (answer) setState(answer);
  }

  return (
    <Panel title="Connection ladder: how many sessions one source can hold">
      <Text>
        Opens sessions one after the other until Exchange refuses three, and closes them again. No mail is sent.
        {state.mode === 'servers' && ` It takes ${ladderDuration(lengthNow(state))}.`}
      </Text>
      {problem && <ProblemBar problem={problem} />}
      <Spoken text={climbing.ended} />
      {climbing.problem && <ProblemBar problem={climbing.problem} />}
      {!isOver && sources && (
        <SourceChoice
          label="Open the sessions from"
          sources={sources}
          chosen={chosen}
          hasSystem={state.mode === 'servers'}
          onChoose={setTyped}
        />
      )}
      {!isOver && isRead && (
        <SourceWarning
          source={state.source}
          chosen={chosen}
          instead="Run ladder.ps1 on the SQL Server instead, see below."
        />
      )}
      {!isOver && (
        <div>
          {/* It stays while it works, so that the keyboard's focus does. */}
          <HeldButton
            ref={setButton}
            appearance={result ? 'secondary' : main}
            disabledFocusable={!isRead}
            onClick={() => void climb()}
          >
            {result ? 'Climb the ladder again' : 'Climb the ladder'}
          </HeldButton>
        </div>
      )}
      {climbing.busy && (
        <ProgressLine progress={climbing.progress} fallback="Opening sessions…" onStop={climbing.stop} />
      )}
      {phase === 'after' && <Outdated test="ladder" />}
      <TestCharts
        name="Connection ladder"
        before={state.before.ladder}
        after={phase === 'after' ? state.after.ladder : null}
        what="sessions"
        seesSessions
        live={climbing.busy ? { phase, timeline: climbing.progress?.timeline } : null}
      />
      {result && <LadderResult phase={phase} />}
      {!isOver && <LadderScript phase={phase} />}
    </Panel>
  );
}

/** How many sessions a ladder on real servers opens now, at most. */
function lengthNow(state: RunState): number {
  const [connector] = connectorsChosen(state);
  const limit = connector ? effectiveLimit(readConnectionLimits(connector)).limit : null;
  return ladderLength(limit, mostOnServers);
}
