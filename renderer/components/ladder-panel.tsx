import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { effectiveLimit } from '../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../shared/exchange/limits';
import { addressesOf, sourceText } from '../../shared/exchange/source';
import { connectorsChosen } from '../../shared/run/connectors-chosen';
import type { Phase } from '../../shared/run/measured';
import type { RunState } from '../../shared/run/state';
import { ladderDuration, ladderLength, mostOnServers } from '../../shared/smtp/ladder-length';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { LadderResult } from './ladder-result';
import { LadderScript } from './ladder-script';
import { TestCharts } from './measure/test-charts';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';
import { SourceChoice } from './source-choice';
import { StatusBadge } from './status-badge';
import { useSources, type Sources } from './use-sources';

/** The connection ladder of a phase. @param isOver true where whatever is measured now would not be "before" any more */
export function LadderPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const { state, setState } = useRun();
  const climbing = useCall();
  const { sources, problem } = useSources();
  const [typed, setTyped] = useState<string | null | undefined>(undefined);
  const result = state[phase].ladder;
  const chosen = typed === undefined ? usualSource(state, phase, sources ?? []) : typed;
  const own = addressesOf(state.source);
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
      {climbing.problem && <ProblemBar problem={climbing.problem} />}
      {!isOver && sources && (
        <SourceChoice sources={sources} chosen={chosen} hasSystem={state.mode === 'servers'} onChoose={setTyped} />
      )}
      {!isOver && isRead && !own.includes(chosen ?? '') && (
        <StatusBadge
          status="warning"
          word={`This ${chosen === null || own.length === 0 ? 'may not be' : 'is not'} the SQL Server’s address (${sourceText(state.source)}): another connector may answer. Run ladder.ps1 on the SQL Server instead, see below.`}
        />
      )}
      {!isOver && (
        <div>
          {/* It stays while it works, so that the keyboard's focus does. */}
          <Button
            appearance={result ? 'secondary' : 'primary'}
            disabledFocusable={climbing.busy || !isRead}
            onClick={() => void climb()}
          >
            {result ? 'Climb the ladder again' : 'Climb the ladder'}
          </Button>
        </div>
      )}
      {climbing.busy && (
        <ProgressLine progress={climbing.progress} fallback="Opening sessions…" onStop={climbing.stop} />
      )}
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

/** What the run's last ladder was climbed from, as long as this computer has it; else the SQL Server's; else the system's choice. */
function usualSource(state: RunState, phase: Phase, sources: Sources): string | null {
  const last = state[phase].ladder ?? state.before.ladder;
  const again = sources.find((each) => last?.origin === 'here' && each.address === last.sourceAddress);
  return (again ?? sources.find((each) => each.isSqlServer))?.address ?? null;
}
