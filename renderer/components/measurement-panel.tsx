import { Button, Field, Input, makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Phase } from '../../shared/run/measurement';
import { settingsChanged } from '../../shared/run/summary-of-changes';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { BurstTable } from './burst-table';
import { LadderResult } from './ladder-result';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';

const defaultMails = 100;
const mostMails = 1000;

const useStyles = makeStyles({
  row: { display: 'flex', columnGap: '16px', alignItems: 'flex-end' },
  narrow: { width: '120px' },
});

/** Both tests of a phase: run them, watch them, stop them, read them; after the changes beside what was before. */
export function MeasurementPanel({ phase }: { phase: Phase }) {
  const { state } = useRun();
  // Whatever is measured now would not be "before" any more.
  const isOver = phase === 'before' && settingsChanged(state);
  return (
    <>
      {isOver && (
        <MessageBar>
          <MessageBarBody>
            This run has changed settings, so it is too late to measure how it was before. Page 6 measures how it is
            now.
          </MessageBarBody>
        </MessageBar>
      )}
      <LadderPanel phase={phase} isOver={isOver} />
      <BurstPanel phase={phase} isOver={isOver} />
    </>
  );
}

type PanelProps = { phase: Phase; isOver: boolean };

function LadderPanel({ phase, isOver }: PanelProps) {
  const { state, setState } = useRun();
  const climbing = useCall();
  const result = state[phase].ladder;

  async function climb(): Promise<void> {
    const answer = await climbing.run('measure.ladder', { phase });
    if (answer) setState(answer);
  }

  return (
    <Panel title="Connection ladder: how many sessions one source can hold">
      <Text>
        Opens sessions {state.mode === 'servers' ? 'from this computer' : 'from the SQL Server’s address'} one after the
        other until Exchange refuses, and closes them again. No mail is sent. It takes a few seconds.
        {state.mode === 'servers' && ' This computer may meet another connector than the SQL Server does.'}
      </Text>
      {climbing.problem && <ProblemBar problem={climbing.problem} />}
      {!isOver && (
        <div>
          {/* It stays while it works, so that the keyboard's focus does. */}
          <Button
            appearance={result ? 'secondary' : 'primary'}
            disabledFocusable={climbing.busy}
            onClick={() => void climb()}
          >
            {result ? 'Climb the ladder again' : 'Climb the ladder'}
          </Button>
        </div>
      )}
      {climbing.busy && (
        <ProgressLine progress={climbing.progress} fallback="Opening sessions…" onStop={climbing.stop} />
      )}
      {result && <LadderResult phase={phase} />}
    </Panel>
  );
}

function BurstPanel({ phase, isOver }: PanelProps) {
  const styles = useStyles();
  const { state, setState } = useRun();
  const sending = useCall();
  const result = state[phase].burst;
  const [mails, setMails] = useState(String(state.before.burst?.asked ?? defaultMails));
  const [message, setMessage] = useState<string | null>(null);

  async function send(): Promise<void> {
    const count = /^\d{1,4}$/.test(mails.trim()) ? Number(mails) : 0;
    if (count < 1 || count > mostMails) {
      setMessage(`Enter a whole number from 1 to ${mostMails}.`);
      return;
    }
    setMessage(null);
    const answer = await sending.run('measure.burst', { phase, mails: count });
    if (answer) setState(answer);
  }

  const mailboxes = state.connection?.testMailboxes.length ?? 0;
  return (
    <Panel title="Database Mail burst: what happens to many mails at once">
      <Text>
        Hands the mails to Database Mail (profile {state.connection?.profile}), addressed to your {mailboxes} test{' '}
        {mailboxes === 1 ? 'mailbox' : 'mailboxes'} in turn, and follows each until it is sent or has failed. With
        retries it can take two minutes.
      </Text>
      {sending.problem && <ProblemBar problem={sending.problem} />}
      {!isOver && (
        <div className={styles.row}>
          <Field label="Mails" {...(message === null ? {} : { validationState: 'error', validationMessage: message })}>
            <Input
              className={styles.narrow}
              value={mails}
              onChange={(_event, data) => setMails(data.value)}
              inputMode="numeric"
            />
          </Field>
          <Button
            appearance={result ? 'secondary' : 'primary'}
            disabledFocusable={sending.busy}
            onClick={() => void send()}
          >
            {result ? 'Send the test burst again' : 'Send the test burst'}
          </Button>
        </div>
      )}
      {sending.busy && (
        <ProgressLine
          progress={sending.progress}
          fallback="Queueing the test mails…"
          onStop={sending.stop}
          stopHint={`Stop ends queueing; ${sending.progress?.counts[0]?.value ?? 0} mails already queued will still be sent.`}
        />
      )}
      {result && <BurstTable phase={phase} />}
    </Panel>
  );
}
