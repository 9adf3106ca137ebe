import { Button, makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Problem } from '../../shared/result';
import type { Plan } from '../../shared/run/plan';
import { useRun } from '../run-context';
import { useCall, type CallState } from '../use-call';
import { bringIntoView } from './bring-into-view';
import { focusFirstInvalid } from './focus-first-invalid';
import { PageFrame } from './page-frame';
import { confirmationOf, isAccepted, nothingAccepted, PlanAcceptance } from './plan-acceptance';
import { InsteadOfNow } from './instead-of-now';
import { PlanTargetPanel } from './plan-target-panel';
import { ProgressLine } from './progress-line';
import { useNewestState } from './use-newest-state';
import type { Planning } from './use-plan';

const useStyles = makeStyles({
  risks: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
});

export type PlanConfirmationProps = {
  plan: Plan;
  planning: Planning;
  /** After the change was made and read back. */
  onApplied?: () => void;
};

/** Everything that will happen, before it happens; the button names the act. Cancel is the safe way out. */
export function PlanConfirmation(props: PlanConfirmationProps) {
  // A plan made again is a plan to be read again: no name, tick, reason or problem of the last one stays.
  return <Confirmation key={props.plan.id} {...props} />;
}

function Confirmation({ plan, planning, onApplied }: PlanConfirmationProps) {
  const styles = useStyles();
  const { setState, setIsApplying } = useRun();
  const applying = useCall();
  const showNewestState = useNewestState();
  const [acceptance, setAcceptance] = useState(nothingAccepted);
  const [showMissing, setShowMissing] = useState(false);

  const isBusy = applying.busy || planning.busy;

  useLayoutEffect(() => {
    if (!applying.busy) return;
    setIsApplying(true);
    return () => setIsApplying(false);
  }, [applying.busy, setIsApplying]);

  async function apply(): Promise<void> {
    if (!isAccepted(plan, acceptance)) {
      flushSync(() => setShowMissing(true));
      focusFirstInvalid();
      return;
    }
    const state = await applying.run('apply', { planId: plan.id, confirmation: confirmationOf(plan, acceptance) });
    if (!state) return showNewestState();
    setState(state);
    onApplied?.();
    planning.close();
  }

  return (
    <PageFrame
      title={headings[plan.step]}
      purpose={purposeOf(applying)}
      problem={applying.problem}
      busy={isBusy}
      isConfirmation
      onEscape={planning.cancel}
      actions={
        <>
          {applying.busy && plan.targets.length > 1 ? (
            <Button onClick={applying.stop}>Stop after this one</Button>
          ) : (
            <Button onClick={planning.cancel} disabledFocusable={isBusy}>
              {applying.problem ? 'Back to the step' : 'Cancel'}
            </Button>
          )}
          {applying.problem === null && (
            <Button appearance="primary" onClick={() => void apply()} disabledFocusable={isBusy}>
              {actOf(plan)}
            </Button>
          )}
          {isRefused(applying.problem) && (
            <Button appearance="primary" onClick={() => void planning.again()} disabledFocusable={isBusy}>
              Plan again
            </Button>
          )}
        </>
      }
    >
      {applying.busy && (
        <div ref={bringIntoView}>
          <ProgressLine progress={applying.progress} fallback="Reading…" />
        </div>
      )}
      {plan.targets.map((target) => (
        <PlanTargetPanel key={target.key} target={target} step={plan.step} />
      ))}
      <div className={styles.risks}>
        {plan.risks.map((risk) => (
          <MessageBar key={risk.text} intent={risk.severity === 'danger' ? 'error' : risk.severity} layout="multiline">
            <MessageBarBody>{risk.text}</MessageBarBody>
          </MessageBar>
        ))}
      </div>
      <PlanAcceptance plan={plan} acceptance={acceptance} onChange={setAcceptance} showMissing={showMissing} />
      {/* Both are made of a plan that waits: one that was tried, or is being carried out, is none. */}
      {applying.problem === null && !applying.busy && <InsteadOfNow plan={plan} />}
    </PageFrame>
  );
}

/** Refused before anything was written: the same can be planned again, from what is there now. */
const isRefused = (problem: Problem | null) => problem?.code.startsWith('plan/') ?? false;

function purposeOf({ busy, problem }: CallState): string {
  if (busy) return 'Exactly this is being done. It is read back before it counts as done.';
  if (problem && !isRefused(problem)) return 'This was tried. Read below what happened before you try it again.';
  return 'Read this before you go on: it is exactly what will happen. Nothing has been changed yet.';
}

const headings = {
  connections: 'Confirm: allow more sessions',
  efficiency: 'Confirm: remove delays',
  timeout: 'Confirm: change the timeout',
  undo: 'Confirm: take it back',
  restart: 'Confirm: restart Database Mail',
  'remove-test-mails': 'Confirm: remove the test mails',
} as const;

const takeBack = (settings: number) => `Take ${settings === 1 ? '1 setting' : `${settings} settings`} back`;

function actOf(plan: Plan): string {
  const [first] = plan.targets;
  if (plan.step === 'remove-test-mails') return 'Delete these test mails from msdb';
  if (plan.step === 'restart') return 'Stop and start Database Mail';
  if (plan.step === 'undo') return takeBack(plan.targets.flatMap((target) => target.changes).length);
  if (plan.step === 'timeout') return `Change the timeout of ${first?.name ?? 'the account'}`;
  return plan.targets.length === 1 ? 'Change 1 connector' : `Change ${plan.targets.length} connectors`;
}
