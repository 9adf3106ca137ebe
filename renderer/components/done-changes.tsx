import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { changesOfStep } from '../../shared/run/changes-of-step';
import { cannotBeRead, countsAsNotDone } from '../../shared/run/not-made';
import type { ChangeStep } from '../../shared/run/plan';
import type { ChangeRecord } from '../../shared/run/state';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { useInterrupted } from './interrupted-here';

const outcomes = {
  applied: { intent: 'success', title: 'Done, and read back.' },
  'no-change': { intent: 'info', title: 'Nothing had to be changed.' },
  'not-applied': { intent: 'warning', title: 'This change was not made.' },
  unknown: { intent: 'error', title: 'It is not known whether this change was made.' },
} as const;

/** What this run did in a step and what an undo took back of it, as the server showed it afterwards. */
export function DoneChanges({ step }: { step: ChangeStep }) {
  const { state } = useRun();
  const interrupted = useInterrupted();
  // What is not known of it is told above, with the ways on.
  const isToldAbove = ({ plan, outcome }: ChangeRecord) => outcome === 'unknown' && plan.id === interrupted?.plan.id;
  return changesOfStep(state, step)
    .filter((record) => !isToldAbove(record))
    .map((record) => <Outcome key={`${record.plan.id} ${record.target}`} record={record} />);
}

function titleOf(record: ChangeRecord): string {
  const { plan, target, outcome } = record;
  const kind = plan.targets[target]?.kind;
  if (kind && countsAsNotDone(kind, record)) return cannotBeRead;
  return plan.step === 'undo' && outcome === 'applied' ? 'Taken back, and read back.' : outcomes[outcome].title;
}

function Outcome({ record }: { record: ChangeRecord }) {
  const { setState } = useRun();
  const settling = useCall();
  const { intent } = outcomes[record.outcome];

  /** What is unknown is settled by reading, never assumed. */
  async function settle(): Promise<void> {
    const answer = await settling.run('changes.settle', {});
    if (answer) setState(answer);
  }

  const target = record.plan.targets[record.target];
  const values = (target?.changes ?? []).map(({ setting, before, after }) => {
    const now = record.readBack[setting];
    return record.outcome === 'not-applied'
      ? `${setting} is still ${now ?? before}`
      : `${setting} ${before} → ${now ?? after}`;
  });
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{titleOf(record)}</MessageBarTitle>
        {target?.name}
        {values.length > 0 && `: ${values.join('; ')}`}. {record.problem?.detail} {record.warnings.join(' ')}
        {settling.problem && ` ${settling.problem.title} ${settling.problem.detail} ${settling.problem.hint}`}
      </MessageBarBody>
      {record.outcome === 'unknown' && (
        <MessageBarActions>
          <Button onClick={() => void settle()} disabledFocusable={settling.busy}>
            {settling.busy ? 'Reading…' : 'Check again'}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
