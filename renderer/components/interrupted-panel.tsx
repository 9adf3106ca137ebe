import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { remainingTargets, type InterruptedPlan } from '../../shared/run/interrupted';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { useInterrupted } from './interrupted-here';
import { PlanningLine } from './planning-line';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';
import { StatusBadge } from './status-badge';
import { useNewestState } from './use-newest-state';
import type { Planning } from './use-plan';
import { ValueTable } from './value-table';

const useStyles = makeStyles({ panel: { display: 'flex', flexDirection: 'column', rowGap: '8px' } });

const statuses = {
  done: { badge: 'passed', word: 'Done' },
  unknown: { badge: 'warning', word: 'Not known' },
  failed: { badge: 'blocked', word: 'Failed' },
  untouched: { badge: 'info', word: 'Not touched' },
} as const;

/** A change of this run that did not get to its end: what became of each target, and the ways on. */
export function InterruptedPanel({ planning }: { planning: Planning }) {
  const styles = useStyles();
  const { state, setState, open } = useRun();
  const acting = useCall();
  const showNewestState = useNewestState();
  const found = useInterrupted();
  if (!found) return null;
  const { plan, targets } = found;
  const isBusy = acting.busy || planning.busy;
  const has = (status: keyof typeof statuses) => targets.some((target) => target.status === status);
  const remains = remainingTargets(found).length > 0;

  /** What is unknown is settled by reading, never assumed. */
  async function settle(): Promise<void> {
    const answer = await acting.run('changes.settle', {});
    if (answer) setState(answer);
    // Some may be known by now, whatever the others are.
    else await showNewestState();
  }

  async function leaveIt(): Promise<void> {
    if (plan.step === 'remove-test-mails') return;
    const answer = await acting.run('step.leave', { step: plan.step });
    if (answer) setState(answer);
  }

  return (
    <section className={styles.panel} aria-label="Interrupted change">
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{titleOf(found)}</MessageBarTitle>
          {adviceOf(found)}
        </MessageBarBody>
        <MessageBarActions>
          {has('unknown') && (
            <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void settle()}>
              Check again
            </Button>
          )}
          {remains && (
            <Button
              appearance={has('unknown') ? 'secondary' : 'primary'}
              disabledFocusable={isBusy}
              onClick={() => void planning.review({ step: 'continue', planId: plan.id })}
              autoFocus={planning.cancelled !== null}
            >
              Continue…
            </Button>
          )}
          {(has('done') || has('unknown')) && state.page !== 'undo' && (
            <Button
              appearance={has('unknown') || remains ? 'secondary' : 'primary'}
              disabledFocusable={isBusy}
              onClick={() => void open('undo')}
            >
              Undo…
            </Button>
          )}
          <Button disabledFocusable={isBusy} onClick={() => void leaveIt()}>
            Leave it
          </Button>
        </MessageBarActions>
      </MessageBar>
      {acting.busy && <ProgressLine progress={acting.progress} fallback="Reading…" onStop={acting.stop} />}
      <PlanningLine planning={planning} />
      {acting.problem && <ProblemBar problem={acting.problem} />}
      {planning.problem && <ProblemBar problem={planning.problem} />}
      <ValueTable
        caption="What became of each"
        columns={['Target', 'State', 'What is known']}
        rows={targets.map(({ planned, status, problem }) => [
          planned.name,
          <StatusBadge key="status" status={statuses[status].badge} word={statuses[status].word} />,
          problem ? `${problem.title} ${problem.detail}` : wordsOf[status],
        ])}
      />
    </section>
  );
}

const wordsOf = {
  done: 'Changed, and read back.',
  unknown: 'It was being changed. Whether it has the new values can only be told by reading it.',
  failed: 'It was tried and not done.',
  untouched: 'RelayTune has not changed it.',
} as const;

/** What failed says so itself; anything else was a kill, a crash or Stop. */
function titleOf({ plan, targets }: InterruptedPlan): string {
  const what = plan.step === 'undo' ? 'took back' : 'changed';
  const didFail = targets.some(({ status, problem }) => status === 'failed' || (status === 'unknown' && problem));
  return didFail
    ? `This run ${what} ${counted(plan.targets)} and did not get to the end.`
    : `This run was interrupted while it ${what} ${counted(plan.targets)}.`;
}

function counted(targets: InterruptedPlan['plan']['targets']): string {
  const kinds = new Set(targets.map(({ kind }) => kind));
  const noun = kinds.size > 1 ? 'target' : kinds.has('account') ? 'account' : 'connector';
  return `${targets.length} ${noun}${targets.length === 1 ? '' : 's'}`;
}

function adviceOf({ targets }: InterruptedPlan): string {
  if (targets.some(({ status }) => status === 'unknown'))
    return 'Check again first: RelayTune reads what is there and assumes nothing.';
  if (targets.some(({ status }) => status === 'done'))
    return 'Continue with the rest, or take back what was done. Nothing happens until you confirm it.';
  return 'Nothing was changed. Continue with it, or leave it.';
}
