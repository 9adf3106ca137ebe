import { Button, Field, Input, makeStyles, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Plan } from '../../../shared/run/plan';
import { mostTicketCharacters } from '../../../shared/run/plan-file';
import { plansForFile } from '../../../shared/run/plans-for-file';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';
import { bringIntoView } from '../bring-into-view';
import { Panel } from '../panel';
import { ProblemBar } from '../problem-bar';
import { useNewestState } from '../use-newest-state';
import { PlannedValues } from './planned-values';

const useStyles = makeStyles({ ticket: { maxWidth: '360px' } });

/** The plan, and those kept before, in a file that a colleague carries out. */
export function SavePlanFile({ plan }: { plan: Plan }) {
  const styles = useStyles();
  const { state } = useRun();
  const saving = useCall();
  const showNewestState = useNewestState();
  const [ticket, setTicket] = useState(state.ticket);
  const [fingerprint, setFingerprint] = useState<string | null>(null);

  async function save(): Promise<void> {
    setFingerprint(null);
    const answer = await saving.run('planFile.save', { planId: plan.id, ticket });
    if (answer?.saved) setFingerprint(answer.fingerprint);
    // Kept in the run even where the dialog was cancelled.
    await showNewestState();
  }

  return (
    <Panel title="A plan file for a colleague">
      <Text>
        Whoever opens it sees these values locked, checks the servers, and carries out exactly this, or is told what has
        changed since. It holds for seven days.
      </Text>
      <PlannedValues plans={plansForFile(state, plan)} />
      <Field className={styles.ticket} label="Ticket" hint="Its number in your ticket system; it may stay empty.">
        <Input
          value={ticket}
          maxLength={mostTicketCharacters}
          onChange={(_event, data) => setTicket(data.value)}
          autoFocus
        />
      </Field>
      <div>
        <Button disabledFocusable={saving.busy} onClick={() => void save()}>
          Save the plan file…
        </Button>
      </div>
      {saving.problem && <ProblemBar problem={saving.problem} />}
      <Text aria-live="polite">
        {fingerprint !== null && (
          <span ref={bringIntoView}>
            Saved. Its fingerprint is <strong>{fingerprint}</strong>. Tell it to your colleague by another way than the
            file: it shows that nothing was changed on the way.
          </span>
        )}
      </Text>
    </Panel>
  );
}
