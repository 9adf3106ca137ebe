import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  makeStyles,
  Text,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Phase } from '../../shared/run/measured';
import { ladderScriptCommand } from '../../shared/smtp/ladder-script';
import { call } from '../api';
import { useRun } from '../run-context';
import { useCall } from '../use-call';
import { CommandText } from './command-text';
import { ProblemBar } from './problem-bar';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '12px', paddingTop: '12px' },
  row: { display: 'flex', columnGap: '8px', rowGap: '8px', flexWrap: 'wrap', alignItems: 'center' },
});

/** The same ladder from the SQL Server itself: the script out, its result in. */
export function LadderScript({ phase }: { phase: Phase }) {
  const styles = useStyles();
  const { setState } = useRun();
  const working = useCall();
  const [done, setDone] = useState('');
  const [pasted, setPasted] = useState('');

  async function save(): Promise<void> {
    const answer = await working.run('ladder.saveScript', { phase });
    setDone(answer?.saved ? 'ladder.ps1 was saved.' : '');
  }

  async function copy(): Promise<void> {
    const script = await working.run('ladder.script', { phase });
    const copied = script && (await call('clipboard.write', { text: script.text }));
    setDone(copied?.ok ? 'The script was copied.' : '');
  }

  async function open(): Promise<void> {
    const answer = await working.run('ladder.openResult', { phase });
    setDone(answer ? 'The result was read.' : '');
    if (answer) setState(answer);
  }

  async function paste(): Promise<void> {
    const answer = await working.run('ladder.import', { phase, text: pasted });
    setDone(answer ? 'The result was read.' : '');
    if (!answer) return;
    setPasted('');
    setState(answer);
  }

  return (
    <Accordion collapsible>
      <AccordionItem value="script">
        <AccordionHeader>Measure from the SQL Server with ladder.ps1</AccordionHeader>
        <AccordionPanel>
          <div className={styles.box}>
            <Text>
              Save this script, copy it to the SQL Server and run it there. It does what the ladder does, needs nothing
              but Windows PowerShell 2.0 or later, and writes one file. Then open that file here.
            </Text>
            <div className={styles.row}>
              <Button disabledFocusable={working.busy} onClick={() => void save()}>
                Save ladder.ps1…
              </Button>
              <Button disabledFocusable={working.busy} onClick={() => void copy()}>
                Copy the script
              </Button>
              <Button disabledFocusable={working.busy} onClick={() => void open()}>
                Open its result…
              </Button>
              <Text aria-live="polite">{done}</Text>
            </div>
            {working.problem && <ProblemBar problem={working.problem} />}
            <Text>In a command prompt on the SQL Server, in the folder of the script:</Text>
            <CommandText text={ladderScriptCommand} />
            <Field label="Or paste its result" hint="The script prints what it writes to its file.">
              <Textarea value={pasted} onChange={(_event, data) => setPasted(data.value)} rows={3} resize="vertical" />
            </Field>
            <div>
              <Button disabledFocusable={working.busy || pasted.trim() === ''} onClick={() => void paste()}>
                Read the pasted result
              </Button>
            </div>
          </div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
