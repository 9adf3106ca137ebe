import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { checkConnection, parseMailboxes, type ConnectionMessages } from '../../../shared/run/validate-connection';
import { PageFrame } from '../../components/page-frame';
import { ProgressLine } from '../../components/progress-line';
import { useOnOpen } from '../../components/use-on-open';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { CheckList } from './check-list';
import { ConnectForm, type ConnectDraft } from './connect-form';

const emptyDraft: ConnectDraft = {
  exchangeServer: '',
  sqlServer: '',
  sqlUser: '',
  profile: '',
  mailboxes: '',
  sqlPassword: '',
};

/** Page 1: names the servers, signs in, and reads what the other pages need. Writes nothing. */
export function ConnectPage() {
  const { state, setState, open } = useRun();
  const suggesting = useCall();
  const checking = useCall();
  const [draft, setDraft] = useState<ConnectDraft | null>(null);
  const [messages, setMessages] = useState<ConnectionMessages>({});
  const [blockedHint, setBlockedHint] = useState<string | null>(null);
  const { run: suggest } = suggesting;

  useOnOpen(() => {
    void suggest('connect.suggest', {}).then((suggestion) => {
      if (!suggestion) return;
      const { testMailboxes, ...known } = state.connection ?? suggestion.connection;
      setDraft({ ...emptyDraft, ...known, mailboxes: testMailboxes.join('\n'), sqlPassword: suggestion.sqlPassword });
    });
  });

  async function check(): Promise<void> {
    if (!draft) return;
    const { sqlPassword, mailboxes, ...named } = draft;
    const connection = { ...trimmed(named), testMailboxes: parseMailboxes(mailboxes) };
    const found = checkConnection(connection);
    setMessages(found);
    setBlockedHint(null);
    if (Object.keys(found).length > 0) return;
    const answer = await checking.run('connect.check', { connection, sqlPassword });
    if (answer) setState(answer);
  }

  function next(): void {
    const blocked = state.checks.find((row) => row.outcome === 'blocked');
    if (state.checks.length === 0) setBlockedHint('Connect and check first.');
    else if (blocked) setBlockedHint(`“${blocked.title}” blocks the way: ${blocked.remedy}`);
    else void open('connector');
  }

  return (
    <PageFrame
      title="Connect and check"
      purpose="Names the two servers and the mail profile, signs in, and checks everything the later steps need. Nothing is written."
      problem={checking.problem ?? suggesting.problem ?? (blockedHint === null ? null : notYet(blockedHint))}
      busy={checking.busy || draft === null}
      onEnter={() => void check()}
      actions={
        <>
          <Button
            onClick={() => void check()}
            disabledFocusable={checking.busy}
            appearance={state.checks.length === 0 ? 'primary' : 'secondary'}
          >
            {state.checks.length === 0 ? 'Connect and check' : 'Check again'}
          </Button>
          <Button
            onClick={next}
            disabledFocusable={checking.busy}
            appearance={state.checks.length === 0 ? 'secondary' : 'primary'}
          >
            Next
          </Button>
        </>
      }
    >
      {draft ? <ConnectForm draft={draft} messages={messages} onChange={setDraft} /> : <Spinner label="Preparing…" />}
      {checking.busy && <ProgressLine progress={checking.progress} fallback="Connecting…" />}
      {!checking.busy && state.checks.length > 0 && <CheckList checks={state.checks} onRecheck={() => void check()} />}
    </PageFrame>
  );
}

function trimmed<T extends Record<string, string>>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim()])) as T;
}

const notYet = (hint: string) => ({ code: 'page/not-yet', title: 'Not yet.', detail: hint, hint: '' });
