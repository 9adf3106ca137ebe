import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { Consent } from '../../../shared/database-mail/sql-session';
import type { RunState } from '../../../shared/run/state';
import { useMainAppearance } from '../../components/interrupted-here';
import { PageFrame } from '../../components/page-frame';
import { PlanFilePanel } from '../../components/plan-file/plan-file-panel';
import { PracticeBrief } from '../../components/practice-brief';
import { ProgressLine } from '../../components/progress-line';
import { isConnected } from '../../components/steps';
import { useOnOpen } from '../../components/use-on-open';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { CheckList } from './check-list';
import { connectionOf, draftOf, messagesOf, namesSame, withConsent, type ConnectDraft } from './connect-draft';
import { ConnectForm } from './connect-form';

/** Page 1: names the servers, signs in, and reads what the other pages need. Writes nothing. */
export function ConnectPage() {
  const { state, setState, open } = useRun();
  const suggesting = useCall();
  const checking = useCall();
  const main = useMainAppearance();
  const [draft, setDraft] = useState<ConnectDraft | null>(null);
  /** From the first try on, each field says at once whether it can be used. */
  const [isTried, setIsTried] = useState(false);
  const [hint, setHint] = useState<string | null>(null);
  const { run: suggest } = suggesting;

  useOnOpen(() => {
    void suggest('connect.suggest', {}).then((suggestion) => {
      // Without a suggestion everything can still be typed.
      setDraft(draftOf(state.connection ?? suggestion?.connection ?? null, suggestion?.sqlPassword ?? ''));
    });
  });

  async function check(entered = draft): Promise<void> {
    if (!entered) return;
    setHint(null);
    suggesting.clear();
    setIsTried(true);
    if (Object.keys(messagesOf(entered)).length > 0) return;
    const { sqlPassword } = entered;
    const answer = await checking.run('connect.check', { connection: connectionOf(entered), sqlPassword });
    if (answer) setState(answer);
  }

  function agree(consent: Consent): void {
    if (!draft) return;
    const agreed = withConsent(draft, consent);
    setDraft(agreed);
    void check(agreed);
  }

  function next(): void {
    const reason = draft && notYetReason(draft, state);
    setHint(reason);
    if (draft && reason === null) void open('connector');
  }

  /** Until nothing blocks the way any more, checking is what this page is for. */
  const isReady = isConnected(state);

  return (
    <PageFrame
      title="Connect and check"
      purpose="Names the two servers and the mail profile, signs in, and checks everything the later steps need. Nothing is written."
      problem={checking.problem ?? (hint === null ? suggesting.problem : notYet(hint))}
      busy={checking.busy || draft === null}
      onEnter={() => void check()}
      actions={
        <>
          <Button
            onClick={() => void check()}
            disabledFocusable={checking.busy}
            appearance={isReady ? 'secondary' : main}
          >
            {state.checks.length === 0 ? 'Connect and check' : 'Check again'}
          </Button>
          <Button onClick={next} disabledFocusable={checking.busy} appearance={isReady ? main : 'secondary'}>
            Next
          </Button>
        </>
      }
    >
      <PracticeBrief />
      {state.planFile && <PlanFilePanel file={state.planFile} />}
      {draft ? (
        <ConnectForm draft={draft} messages={isTried ? messagesOf(draft) : {}} onChange={setDraft} />
      ) : (
        <Spinner label="Preparing…" />
      )}
      {checking.busy && <ProgressLine progress={checking.progress} fallback="Connecting…" onStop={checking.stop} />}
      {state.checks.length > 0 && (
        <CheckList
          checks={state.checks}
          busy={checking.busy}
          onAgree={draft && namesSame(draft, state.connection) ? agree : null}
          sqlServer={state.connection?.sqlServer ?? ''}
        />
      )}
    </PageFrame>
  );
}

/** Why page 2 cannot be opened yet; null when it can. */
function notYetReason(draft: ConnectDraft, { checks, connection }: RunState): string | null {
  if (checks.length === 0) return 'Connect and check first.';
  if (!namesSame(draft, connection)) return 'What you entered has changed since the check. Check again first.';
  const blocked = checks.find((row) => row.outcome === 'blocked');
  return blocked ? `“${blocked.title}” blocks the way: ${blocked.remedy}` : null;
}

const notYet = (hint: string) => ({ code: 'page/not-yet', title: 'Not yet.', detail: hint, hint: '' });
