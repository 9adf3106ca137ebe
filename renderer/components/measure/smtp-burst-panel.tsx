import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Phase } from '../../../shared/run/measured';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { focusFirstInvalid } from '../focus-first-invalid';
import { Panel } from '../panel';
import { ProblemBar } from '../problem-bar';
import { ProgressLine } from '../progress-line';
import { RecipientsLine } from './recipients-line';
import { capsOf, firstDraft, readDraft } from './smtp-burst-draft';
import { SmtpBurstForm } from './smtp-burst-form';
import { SmtpBurstResult } from './smtp-burst-result';
import { TestCharts } from './test-charts';
import { useRecipients } from './use-recipients';

/** The SMTP burst of a phase: choose, send, watch, stop, read. */
export function SmtpBurstPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const { state, setState } = useRun();
  const sending = useCall();
  const reading = useRecipients();
  const result = state[phase].smtpBurst;
  const [draft, setDraft] = useState(() =>
    firstDraft(state.mode, result ?? state.before.smtpBurst ?? state.after.smtpBurst),
  );
  // A tick is for the mailboxes that were shown.
  const [accepted, setAccepted] = useState<readonly string[] | null>(null);
  const [showMissing, setShowMissing] = useState(false);

  const caps = capsOf(state.mode);
  const { messages, wanted } = readDraft(draft, caps);
  const outside = reading.recipients?.outside ?? [];
  const ticked = accepted !== null && accepted === reading.recipients?.outside;

  async function send(): Promise<void> {
    if (wanted === null || (outside.length > 0 && !ticked)) {
      flushSync(() => setShowMissing(true));
      focusFirstInvalid();
      return;
    }
    setShowMissing(false);
    const acceptedOutside = ticked ? outside : [];
    const answer = await sending.run('measure.smtpBurst', { phase, ...wanted, sourceAddress: null, acceptedOutside });
    // And for one test.
    setAccepted(null);
    if (answer) setState(answer);
  }

  return (
    <Panel title="SMTP burst: where the time goes in each session">
      <Text>
        Sends the mails itself, straight to the receive connector, and times every step of each session. It works
        without SQL Server, and tells what the Database Mail burst cannot: which step is slow. It is optional: the
        verdict rests on the Database Mail burst, since that is what your mails go through.
      </Text>
      {sending.problem && <ProblemBar problem={sending.problem} />}
      {!isOver && (
        <>
          {!sending.busy && (
            <>
              <RecipientsLine
                reading={reading}
                ticked={ticked}
                onTick={(isTicked) => setAccepted(isTicked ? outside : null)}
                isMissing={showMissing}
              />
              <SmtpBurstForm draft={draft} caps={caps} messages={showMissing ? messages : {}} onChange={setDraft} />
            </>
          )}
          <div>
            <Button disabledFocusable={sending.busy} onClick={() => void send()}>
              {result ? 'Send the SMTP burst again' : 'Send the SMTP burst'}
            </Button>
          </div>
        </>
      )}
      {sending.busy && (
        <ProgressLine
          progress={sending.progress}
          fallback="Opening sessions…"
          onStop={sending.stop}
          stopHint="Stop ends it at once: at most the mails on their way right now, one a session, are still taken."
        />
      )}
      <TestCharts
        name="SMTP burst"
        before={state.before.smtpBurst}
        after={phase === 'after' ? state.after.smtpBurst : null}
        what="mails"
        seesSessions
        live={sending.busy ? { phase, timeline: sending.progress?.timeline } : null}
      />
      {result && <SmtpBurstResult phase={phase} />}
    </Panel>
  );
}
