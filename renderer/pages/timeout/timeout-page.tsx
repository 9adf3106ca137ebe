import { Spinner } from '@fluentui/react-components';
import { timeoutAdvice } from '../../../shared/database-mail/timeout';
import { slowestDelays } from '../../../shared/exchange/limits';
import { accountsOfProfile } from '../../../shared/database-mail/first-account';
import { settingsToRestore } from '../../../shared/run/settings-to-restore';
import { timeoutWaitsForRestart } from '../../../shared/run/summary-of-changes';
import { DoneChanges } from '../../components/done-changes';
import { useLeaveStep } from '../../components/leave-step';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import { PageFrame } from '../../components/page-frame';
import { PlanConfirmation } from '../../components/plan-confirmation';
import { FileStep } from '../../components/plan-file/file-step';
import { RestartOffer } from '../../components/restart-offer';
import { StepActions } from '../../components/step-actions';
import { usePlan, type Planning } from '../../components/use-plan';
import { useOnOpen } from '../../components/use-on-open';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { AccountList } from './account-list';
import { UndoOffer } from './undo-offer';
import { TimeoutForm, useTimeoutDraft } from './timeout-form';

/** Page 5 (the article's step 4, optional): the Database Mail account's timeout, the account found without doubt. */
export function TimeoutPage() {
  const { state } = useRun();
  const { planFile } = state;
  if (!planFile) return <OwnTimeout />;
  return (
    <FileStep
      file={planFile}
      step="timeout"
      title="Database Mail timeout"
      back="efficiency"
      next="test"
      more={(planning) => <Restart planning={planning} />}
    />
  );
}

function Restart({ planning }: { planning: Planning }) {
  const { state } = useRun();
  return (
    <>
      {timeoutWaitsForRestart(state) && <RestartOffer planning={planning} />}
      <DoneChanges step="restart" />
    </>
  );
}

function OwnTimeout() {
  const { state, setState } = useRun();
  const reading = useCall();
  const planning = usePlan();
  const leaving = useLeaveStep('timeout', 'test');
  const draft = useTimeoutDraft();
  const { run: read } = reading;

  useOnOpen(() => {
    void read('accounts.read', {}).then((answer) => {
      if (answer) setState(answer);
    });
  });

  if (planning.plan) return <PlanConfirmation plan={planning.plan} planning={planning} onApplied={draft.reset} />;

  const ofProfile = accountsOfProfile(state.connection?.profile ?? '', state.accounts);
  const account = state.accounts.find((candidate) => candidate.accountId === state.accountId) ?? ofProfile[0];
  const key = String(account?.accountId);
  const restore = settingsToRestore(state).find((each) => each.kind === 'account' && each.key === key);
  const connectors = connectorsChosen(state);
  const advice =
    account && connectors.length > 0
      ? timeoutAdvice({ timeout: account.timeout, delays: slowestDelays(connectors) })
      : null;

  async function choose(accountId: number): Promise<void> {
    const answer = await reading.run('accounts.choose', { accountId });
    if (answer) setState(answer);
    draft.reset();
  }

  async function review(): Promise<void> {
    if (!account || !advice) return;
    const timeout = draft.wanted(advice.suggestion);
    if (timeout === null) return;
    if (state.accountId !== account.accountId) await choose(account.accountId);
    await planning.review({ step: 'timeout', timeout });
  }

  return (
    <PageFrame
      title="Database Mail timeout"
      purpose="Optional: makes SQL Server more patient with a slow reply. First make sure that this is the right account."
      problem={reading.problem ?? planning.problem ?? leaving.problem}
      back="efficiency"
      busy={reading.busy && state.accounts.length === 0}
      planning={planning}
      onEnter={() => void review()}
      actions={
        <StepActions
          isDone={leaving.isDone}
          onGoOn={() => void leaving.goOn()}
          onReview={draft.choice(advice?.suggestion ?? 'leave') === 'change' ? () => void review() : null}
          isBack={planning.cancelled === 'timeout'}
          isAfterAll={timeoutWaitsForRestart(state)}
        />
      }
    >
      <DoneChanges step="timeout" />
      <Restart planning={planning} />
      {restore && (
        <UndoOffer
          restore={restore}
          onReview={() => void planning.review({ step: 'undo', keys: [key], overwrite: [] })}
          isBack={planning.cancelled === 'undo'}
        />
      )}
      {state.accounts.length === 0 && reading.busy && <Spinner label="Reading the Database Mail accounts…" />}
      {account && (
        <AccountList
          accounts={state.accounts}
          chosen={account}
          ofProfile={ofProfile}
          onChoose={(id) => void choose(id)}
        />
      )}
      {account && advice && <TimeoutForm key={account.accountId} account={account} advice={advice} draft={draft} />}
    </PageFrame>
  );
}
