import { Field, Input, makeStyles, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { estimateBurst } from '../../shared/run/burst-estimate';
import { connectorsChosen } from '../../shared/run/connectors-chosen';
import type { Phase } from '../../shared/run/measured';
import type { Backlog, BurstResult } from '../../shared/run/measurement';
import { useRun } from '../run-context';
import { BacklogLine, waitsOf } from './backlog-line';
import { BurstTable } from './burst-table';
import { focusFirstInvalid } from './focus-first-invalid';
import { HeldButton } from './held-button';
import { useMainAppearance } from './interrupted-here';
import { TestCharts } from './measure/test-charts';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { ProgressLine } from './progress-line';
import { Spoken } from './spoken';
import { useNewestState } from './use-newest-state';
import { useReading } from './use-reading';
import { useTest } from './use-test';

const defaultMails = 100;
const mostMails = 1000;

const useStyles = makeStyles({
  row: { display: 'flex', columnGap: '16px', alignItems: 'flex-end' },
  narrow: { width: '120px' },
});

/** The Database Mail burst of a phase: send it, watch it, stop it, read it. */
export function BurstPanel({ phase, isOver }: { phase: Phase; isOver: boolean }) {
  const styles = useStyles();
  const { state, setState } = useRun();
  const main = useMainAppearance();
  const showNewestState = useNewestState();
  const { button, setButton, ...sending } = useTest('The Database Mail burst');
  const reading = useReading('databaseMail.backlog');
  const result = state[phase].burst;
  const [mails, setMails] = useState(String(usualMails(state.before.burst, result)));
  // A tick is for the backlog that was shown: what a new look shows must be accepted anew.
  const [accepted, setAccepted] = useState<Backlog | null>(null);
  const ticked = accepted !== null && accepted === reading.value;
  const [showMissing, setShowMissing] = useState(false);

  const typed = /^\d{1,4}$/.test(mails.trim()) ? Number(mails) : 0;
  const count = typed >= 1 && typed <= mostMails ? typed : null;
  const [connector] = connectorsChosen(state);

  async function send(): Promise<void> {
    if (count === null || (waitsOf(reading.value) > 0 && !ticked)) {
      flushSync(() => setShowMissing(true));
      focusFirstInvalid(button);
      return;
    }
    setShowMissing(false);
    const acceptedBacklog = ticked ? waitsOf(accepted) : 0;
    const answer = await sending.run('measure.burst', { phase, mails: count, acceptedBacklog });
    // And for one test.
    setAccepted(null);
    if (answer) setState(answer);
    // A test that was cut off may have left mails behind.
    else await showNewestState();
    await reading.look();
  }

  const mailboxes = state.connection?.testMailboxes.length ?? 0;
  return (
    <Panel title="Database Mail burst: what happens to many mails at once">
      <Text>
        Hands the mails to Database Mail (profile {state.connection?.profile}), addressed to your {mailboxes} test{' '}
        {mailboxes === 1 ? 'mailbox' : 'mailboxes'} in turn, and follows each until it is sent or has failed. It ends by
        itself when a mail of other senders fails meanwhile.
      </Text>
      <Spoken text={sending.ended} />
      {sending.problem && <ProblemBar problem={sending.problem} />}
      {!isOver && (
        <>
          <BacklogLine
            reading={reading}
            ticked={ticked}
            onTick={(isTicked) => setAccepted(isTicked ? reading.value : null)}
            isMissing={showMissing}
            isDisabled={sending.busy}
          />
          <div className={styles.row}>
            <Field
              label="Mails"
              {...(showMissing && count === null
                ? { validationState: 'error', validationMessage: `Enter a whole number from 1 to ${mostMails}.` }
                : {})}
            >
              <Input
                className={styles.narrow}
                value={mails}
                disabled={sending.busy}
                onChange={(_event, data) => setMails(data.value)}
                inputMode="numeric"
              />
            </Field>
            <HeldButton ref={setButton} appearance={result ? 'secondary' : main} onClick={() => void send()}>
              {result ? 'Send the Database Mail burst again' : 'Send the Database Mail burst'}
            </HeldButton>
          </div>
          {count !== null && <Text size={200}>{estimateBurst(count, result, connector ?? null)}</Text>}
        </>
      )}
      {sending.busy && (
        <ProgressLine
          progress={sending.progress}
          fallback="Queueing the test mails…"
          onStop={sending.stop}
          stopHint={`Stop (Esc) ends queueing; ${stillWaiting(sending.progress?.counts ?? [])} mails already queued will still be sent.`}
        />
      )}
      <TestCharts
        name="Database Mail burst"
        before={state.before.burst}
        after={phase === 'after' ? state.after.burst : null}
        what="tries"
        seesSessions={false}
        live={sending.busy ? { phase, timeline: sending.progress?.timeline } : null}
      />
      {result && <BurstTable phase={phase} />}
    </Panel>
  );
}

/** As many as before, or as last time; a test that was stopped had queued fewer than were asked for. */
function usualMails(...earlier: readonly (BurstResult | null)[]): number {
  return earlier.find((burst) => burst && !burst.stopped)?.asked ?? defaultMails;
}

function stillWaiting(counts: readonly { name: string; value: number }[]): number {
  const of = (name: string) => counts.find((count) => count.name === name)?.value ?? 0;
  return of('Queued') - of('Sent') - of('Failed');
}
