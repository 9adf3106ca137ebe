import { Button, Field, Input, makeStyles, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Plan } from '../../../shared/run/plan';
import { mostTicketCharacters, plansForFile } from '../../../shared/run/plan-file';
import { whyNotForFile } from '../../../shared/run/plan-file-shape';
import { call } from '../../api';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { Panel } from '../panel';
import { ProblemBar } from '../problem-bar';
import { PlannedValues } from './planned-values';

const useStyles = makeStyles({ ticket: { maxWidth: '360px' } });

/** Instead of doing it now: the plan, and those kept before, in a file that a colleague carries out. */
export function SavePlanFile({ plan, busy }: { plan: Plan; busy: boolean }) {
  const { state } = useRun();
  const [isOpen, setIsOpen] = useState(false);
  if (state.planFile || whyNotForFile(plan) !== null) return null;
  return (
    <>
      <div>
        <Button disabledFocusable={busy} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          Save as plan file…
        </Button>
      </div>
      {isOpen && <SavePanel plan={plan} busy={busy} />}
    </>
  );
}

function SavePanel({ plan, busy }: { plan: Plan; busy: boolean }) {
  const styles = useStyles();
  const { state, setState } = useRun();
  const saving = useCall();
  const [ticket, setTicket] = useState(state.ticket);
  const [fingerprint, setFingerprint] = useState<string | null>(null);

  async function save(): Promise<void> {
    setFingerprint(null);
    const answer = await saving.run('planFile.save', { planId: plan.id, ticket });
    if (answer?.saved) setFingerprint(answer.fingerprint);
    // Kept in the run even where the dialog was cancelled.
    const now = await call('runs.current', {});
    if (now.ok) setState(now.value);
  }

  return (
    <Panel title="A plan file for a colleague">
      <Text>
        Whoever opens it sees these values locked, checks the servers, and carries out exactly this, or is told what has
        changed since. It holds for seven days.
      </Text>
      <PlannedValues plans={plansForFile(state, plan)} />
      <Field className={styles.ticket} label="Ticket" hint="Its number in your ticket system; it may stay empty.">
        <Input value={ticket} maxLength={mostTicketCharacters} onChange={(_event, data) => setTicket(data.value)} />
      </Field>
      <div>
        <Button disabledFocusable={busy || saving.busy} onClick={() => void save()}>
          Save the plan file…
        </Button>
      </div>
      {saving.problem && <ProblemBar problem={saving.problem} />}
      <Text aria-live="polite">
        {fingerprint !== null && (
          <>
            Saved. Its fingerprint is <strong>{fingerprint}</strong>. Tell it to your colleague by another way than the
            file: it shows that nothing was changed on the way.
          </>
        )}
      </Text>
    </Panel>
  );
}
