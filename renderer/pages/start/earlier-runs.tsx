import { Button, makeStyles, Subtitle1, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { serversTitle } from '../../../shared/practice/scenarios';
import { canBeRead } from '../../../shared/run/can-be-read';
import type { RunSummary } from '../../../shared/run/state';
import { StatusBadge } from '../../components/status-badge';
import { stepNumber, steps } from '../../components/steps';
import { ValueTable } from '../../components/value-table';
import { formatWhen } from '../../components/when';

const shownAtFirst = 8;

const useStyles = makeStyles({ ways: { display: 'flex', columnGap: '8px' } });

type EarlierRunsProps = {
  runs: readonly RunSummary[];
  onResume: (id: string) => void;
  /** Opens a run where its changes can be taken back. */
  onUndo: (id: string) => void;
};

/** Runs of before, newest first, each to be opened again, and what it changed to be taken back. */
export function EarlierRuns({ runs, onResume, onUndo }: EarlierRunsProps) {
  const styles = useStyles();
  const [count, setCount] = useState(shownAtFirst);
  if (runs.length === 0) return <Text>There are no earlier runs on this computer.</Text>;
  const shown = runs.slice(0, count);
  return (
    <section aria-label="Earlier runs">
      <Subtitle1 as="h2">Earlier runs</Subtitle1>
      <ValueTable
        caption="Earlier runs"
        columns={['Started', 'Step reached', 'Changes', 'State', 'Open it']}
        rows={shown.map((run) => [
          [formatWhen(run.startedAt), ...kindsOf(run)].join(' · '),
          run.problem
            ? '—'
            : `${stepNumber(run.page)} of ${steps.length}: ${steps[stepNumber(run.page) - 1]?.title ?? ''}`,
          changesOf(run),
          <RunStatus key="status" run={run} />,
          run.problem && !canBeRead(run.problem) ? (
            ''
          ) : (
            <span key="open" className={styles.ways}>
              <Button
                size="small"
                onClick={() => onResume(run.id)}
                aria-label={`${wayIn(run)} the run of ${formatWhen(run.startedAt)}`}
              >
                {wayIn(run)}
              </Button>
              {run.canUndo && !run.problem && (
                <Button
                  size="small"
                  onClick={() => onUndo(run.id)}
                  aria-label={`Undo what the run of ${formatWhen(run.startedAt)} changed`}
                >
                  Undo
                </Button>
              )}
            </span>
          ),
        ])}
      />
      {runs.length > count && (
        <Button onClick={() => setCount(count + shownAtFirst)}>
          Show {Math.min(shownAtFirst, runs.length - count)} more of {runs.length - count} older runs
        </Button>
      )}
    </section>
  );
}

const kindsOf = (run: RunSummary): string[] => [serversTitle(run), ...(run.planFile ? ['Plan file'] : [])];

/** Of a record that cannot be read whole, no more than was counted in it; a setting that only may stand was perhaps changed. */
function changesOf({ problem, changesApplied, canUndo }: RunSummary): string | number {
  const isWhole = problem === null || problem.code === 'run/in-use';
  if (changesApplied === 0) return isWhole && !canUndo ? 0 : 'not known';
  return isWhole ? changesApplied : `${changesApplied} or more`;
}

function wayIn({ problem, ended }: RunSummary): string {
  if (problem) return 'Open to read';
  return ended ? 'Open' : 'Continue';
}

function RunStatus({ run }: { run: RunSummary }) {
  if (run.problem)
    return <StatusBadge status="blocked" word={`${run.problem.title} ${run.problem.detail} ${run.problem.hint}`} />;
  if (run.queueStopped) return <StatusBadge status="blocked" word="Database Mail left stopped" />;
  return run.ended ? <StatusBadge status="passed" word="Finished" /> : <StatusBadge status="info" word="Unfinished" />;
}
