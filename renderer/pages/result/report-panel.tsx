import { Button, Field, Input, makeStyles, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { mostTicketCharacters } from '../../../shared/run/plan-file';
import { settingsToRestore } from '../../../shared/run/settings-to-restore';
import { Panel } from '../../components/panel';
import { ProblemBar } from '../../components/problem-bar';
import { RunbookMenu } from '../../components/runbook-menu';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';

const useStyles = makeStyles({
  ticket: { maxWidth: '360px' },
  row: { display: 'flex', columnGap: '8px', rowGap: '8px', flexWrap: 'wrap', alignItems: 'center' },
});

const kinds = ['html', 'pdf', 'json'] as const;
const kindNames = { html: 'HTML', pdf: 'PDF', json: 'JSON' };

/** The evidence of the run, to hand on: the ticket that it belongs to, the report, and the scripts. */
export function ReportPanel() {
  const styles = useStyles();
  const { state, setState } = useRun();
  const working = useCall();
  // Of its own: a button that is pressed while the field is left must not be held back.
  const remembering = useCall();
  const [ticket, setTicket] = useState(state.ticket);
  const [done, setDone] = useState('');

  const recorded = useRef(state.ticket);
  const recording = useRef(Promise.resolve(true));

  /** What stands in the field is what the report says. Leaving the field and pressing a button come at once: one after the other. */
  function rememberTicket(): Promise<boolean> {
    recording.current = recording.current.then(async () => {
      if (ticket.trim() === recorded.current) return true;
      const answer = await remembering.run('run.ticket', { ticket });
      if (!answer) return false;
      recorded.current = ticket.trim();
      setState(answer);
      return true;
    });
    return recording.current;
  }

  async function save(kind: (typeof kinds)[number]): Promise<void> {
    setDone('');
    if (!(await rememberTicket())) return;
    const answer = await working.run('report.save', { kind });
    setDone(answer?.saved ? `The report (${kindNames[kind]}) was saved.` : '');
  }

  return (
    <Panel title="Report">
      <Text>
        Everything that was found, done and measured, for whoever has to sign it off. It opens without RelayTune and
        without a network.
      </Text>
      <Field className={styles.ticket} label="Ticket" hint="The number of this change in your own ticket system.">
        <Input
          value={ticket}
          maxLength={mostTicketCharacters}
          onChange={(_event, data) => setTicket(data.value)}
          onBlur={() => void rememberTicket()}
        />
      </Field>
      <div className={styles.row}>
        {kinds.map((kind) => (
          <Button key={kind} disabledFocusable={working.busy} onClick={() => void save(kind)}>
            Save report ({kindNames[kind]})…
          </Button>
        ))}
        {settingsToRestore(state).length > 0 && <RunbookMenu planId={null} />}
        <Text aria-live="polite">{done}</Text>
      </div>
      {remembering.problem && <ProblemBar problem={remembering.problem} />}
      {working.problem && <ProblemBar problem={working.problem} />}
    </Panel>
  );
}
