import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Phase } from '../../../shared/run/measured';
import { useRun } from '../../run-context';
import { focusFirstInvalid } from '../focus-first-invalid';
import { HeldButton } from '../held-button';
import { Panel } from '../panel';
import { ProblemBar } from '../problem-bar';
import { ProgressLine } from '../progress-line';
import { Spoken } from '../spoken';
import { useReading } from '../use-reading';
import { useTest } from '../use-test';
import { usualSource } from '../usual-source';
import { RecipientsLine } from './recipients-line';
import { capsOf, firstDraft, readDraft } from './smtp-burst-draft';
import { SmtpBurstForm } from './smtp-burst-form';
import { SmtpBurstResult } from './smtp-burst-result';
import { SmtpBurstSource } from './smtp-burst-source';
import { TestCharts } from './test-charts';

/** The SMTP burst of a phase: choose, send, watch, stop, read. */
export function SmtpBurstPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const { state, setState } = useRun();
  const { button, setButton, ...sending } = useTest('The SMTP burst');
  const reading = useReading('measure.recipients');
  const { value: found, problem: noSources } = useReading('measure.sources');
  const sources = found?.sources ?? null;
  const result = state[phase].smtpBurst;
  // What is sent after the changes is what was sent before them, so that the two compare.
  const last = state.before.smtpBurst ?? result;
  const [draft, setDraft] = useState(() => firstDraft(state.mode, last));
  const [typedSource, setTypedSource] = useState<string | null | undefined>(undefined);
  // A tick is for the mailboxes that were shown.
  const [accepted, setAccepted] = useState<readonly string[] | null>(null);
  const [showMissing, setShowMissing] = useState(false);

  const caps = capsOf(state.mode);
  const { messages, wanted } = readDraft(draft, caps);
  const usual = usualSource(sources ?? [], last?.sourceAddress);
  const sourceAddress = typedSource === undefined ? usual : typedSource;
  const outside = reading.value?.outside ?? [];
  const ticked = accepted !== null && accepted === reading.value?.outside;

  async function send(): Promise<void> {
    if (wanted === null || (outside.length > 0 && !ticked)) {
      flushSync(() => setShowMissing(true));
      focusFirstInvalid(button);
      return;
    }
    setShowMissing(false);
    const acceptedOutside = ticked ? outside : [];
    const answer = await sending.run('measure.smtpBurst', { phase, ...wanted, sourceAddress, acceptedOutside });
    // The tick and the password are for one test.
    setAccepted(null);
    setDraft((current) => ({ ...current, password: '' }));
    if (answer) setState(answer);
  }

  return (
    <Panel title="SMTP burst: where the time goes in each session">
      <Text>
        Sends the mails itself, straight to the receive connector, and times every step of each session. It works
        without SQL Server, and tells what the Database Mail burst cannot: which step is slow. It is optional: the
        verdict rests on the Database Mail burst, which is what your mails go through, unless only this one is run.
      </Text>
      <Spoken text={sending.ended} />
      {sending.problem && <ProblemBar problem={sending.problem} />}
      {!isOver && (
        <>
          <RecipientsLine
            reading={reading}
            ticked={ticked}
            onTick={(isTicked) => setAccepted(isTicked ? outside : null)}
            isMissing={showMissing}
            isDisabled={sending.busy}
          />
          {noSources && <ProblemBar problem={noSources} />}
          <SmtpBurstSource
            sources={sources}
            chosen={sourceAddress}
            isDisabled={sending.busy}
            onChoose={setTypedSource}
          />
          <SmtpBurstForm
            draft={draft}
            caps={caps}
            messages={showMissing ? messages : {}}
            isDisabled={sending.busy}
            onChange={setDraft}
          />
          <div>
            {/* It stays while it works, so that the keyboard's focus does. */}
            <HeldButton ref={setButton} onClick={() => void send()}>
              {result ? 'Send the SMTP burst again' : 'Send the SMTP burst'}
            </HeldButton>
          </div>
        </>
      )}
      {sending.busy && (
        <ProgressLine
          progress={sending.progress}
          fallback="Opening sessions…"
          onStop={sending.stop}
          stopHint="Stop (Esc) ends it at once: at most the mails on their way right now, one a session, are still taken."
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
