import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { settingsChanged, timeoutWaitsForRestart } from '../../../shared/run/summary-of-changes';
import type { UndoRow } from '../../../shared/run/undo';
import { DoneChanges } from '../../components/done-changes';
import { useMainAppearance } from '../../components/interrupted-here';
import { PageFrame } from '../../components/page-frame';
import { PlanConfirmation } from '../../components/plan-confirmation';
import { RestartOffer } from '../../components/restart-offer';
import { StatusBadge } from '../../components/status-badge';
import { usePlan } from '../../components/use-plan';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { UndoTargets } from './undo-targets';

/** Takes what this run changed back, any day later: what stands there now is read when the page opens, and after every act. */
export function UndoPage() {
  const { state, open } = useRun();
  const looking = useCall();
  const planning = usePlan();
  const main = useMainAppearance();
  const [rows, setRows] = useState<readonly UndoRow[] | null>(null);
  /** Rows of other values that are taken back all the same, as they were shown. */
  const [overwritten, setOverwritten] = useState<readonly UndoRow[]>([]);
  const { run: ask } = looking;
  const isConfirming = planning.plan !== null;

  useEffect(() => {
    if (isConfirming) return;
    void ask('undo.look', {}).then((found) => {
      if (found) setRows(found);
    });
  }, [ask, isConfirming]);

  if (planning.plan) return <PlanConfirmation plan={planning.plan} planning={planning} />;

  const isLeft = rows?.some((row) => row.status !== 'back' && row.status !== 'unreadable') ?? false;
  const isAsBefore = rows?.every((row) => row.status === 'back') ?? false;
  /** It is to be taken back first; one restart does for both. While nothing has been read it may be so. */
  const isTimeoutLeft =
    rows?.some((row) => row.kind === 'account' && row.status === 'ours') ?? looking.problem === null;
  const chosen = overwritten.filter((row) => rows?.some((now) => isSame(now, row) && now.now === row.now));

  async function readAgain(): Promise<void> {
    const found = await ask('undo.look', {});
    if (found) setRows(found);
  }

  const review = () =>
    planning.review({
      step: 'undo',
      keys: null,
      overwrite: chosen.map(({ key, setting, now }) => ({ key, setting, seen: now ?? '' })),
    });

  const choose = (row: UndoRow, isTakenBack: boolean) =>
    setOverwritten((before) => [...before.filter((other) => !isSame(other, row)), ...(isTakenBack ? [row] : [])]);

  return (
    <PageFrame
      title="Undo"
      purpose="Takes back what this run changed, wherever its own values still stand; nobody else’s value is touched unless you say so."
      problem={looking.problem ?? planning.problem}
      back="result"
      planning={planning}
      actions={
        <>
          <Button onClick={() => void readAgain()} disabledFocusable={looking.busy}>
            {looking.busy ? 'Reading…' : 'Read again'}
          </Button>
          {isLeft ? (
            <Button appearance={main} onClick={() => void review()} autoFocus={planning.cancelled === 'undo'}>
              Review the undo
            </Button>
          ) : (
            <Button appearance={main} onClick={() => void open('result')}>
              To the result
            </Button>
          )}
        </>
      }
    >
      {rows && isAsBefore && (
        <div role="status">
          <StatusBadge
            status="passed"
            word={
              settingsChanged(state)
                ? 'All is as it was before this run.'
                : 'This run has changed no setting: there is nothing to take back.'
            }
          />
        </div>
      )}
      <DoneChanges step="undo" />
      {timeoutWaitsForRestart(state) && !isTimeoutLeft && <RestartOffer planning={planning} />}
      <DoneChanges step="restart" />
      {rows === null && looking.busy && <Spinner label="Reading what this run changed…" />}
      {rows && <UndoTargets rows={rows} overwritten={chosen} onChoose={choose} />}
    </PageFrame>
  );
}

const isSame = (one: UndoRow, other: UndoRow) =>
  one.kind === other.kind && one.key === other.key && one.setting === other.setting;
