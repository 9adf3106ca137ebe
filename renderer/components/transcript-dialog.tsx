import { Button, Dialog, DialogTrigger, makeStyles, Text } from '@fluentui/react-components';
import { WindowConsoleRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { TranscriptEntry } from '../../shared/exchange/transcript';
import { formatMs } from '../../shared/format';
import { useCall } from '../use-call';
import { CommandText } from './command-text';
import { CopyButton } from './copy-button';
import { ProblemBar } from './problem-bar';
import { ReadingDialog } from './reading-dialog';
import { StatusBadge } from './status-badge';
import { formatWhen } from './when';

const useStyles = makeStyles({
  surface: { maxWidth: '860px', width: '90vw' },
  list: { display: 'flex', flexDirection: 'column', rowGap: '20px', maxHeight: '60vh', overflowY: 'auto' },
  entry: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  head: { display: 'flex', columnGap: '12px', alignItems: 'center' },
});

/** Everything that ran in the PowerShell session of this run, with what came back: newest first. */
export function TranscriptDialog({ className }: { className: string }) {
  const styles = useStyles();
  const reading = useCall();
  const [entries, setEntries] = useState<readonly TranscriptEntry[] | null>(null);

  async function read(): Promise<void> {
    const answer = await reading.run('powershell.transcript', {});
    if (answer) setEntries([...answer].reverse());
  }

  return (
    <Dialog
      onOpenChange={(_event, data) => {
        setEntries(null);
        if (data.open) void read();
      }}
    >
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={className} icon={<WindowConsoleRegular />}>
          PowerShell transcript
        </Button>
      </DialogTrigger>
      <ReadingDialog
        title="PowerShell transcript"
        className={styles.surface}
        actions={entries && entries.length > 0 && <CopyButton text={asText(entries)} label="Copy all" />}
      >
        <div className={styles.list} tabIndex={0} role="region" aria-label="What ran, newest first">
          {reading.problem && <ProblemBar problem={reading.problem} />}
          {entries?.length === 0 && <Text>Nothing has run in PowerShell since this run was opened.</Text>}
          {entries?.map((entry, index) => (
            <section key={index} className={styles.entry}>
              <div className={styles.head}>
                <Text weight="semibold">{formatWhen(entry.at)}</Text>
                <Text size={200}>{formatMs(entry.milliseconds)}</Text>
                {!entry.ok && <StatusBadge status="blocked" word="Failed" />}
              </div>
              <CommandText text={entry.script} />
              {entry.output !== '' && <CommandText text={entry.output} />}
            </section>
          ))}
        </div>
      </ReadingDialog>
    </Dialog>
  );
}

/** Oldest first, as a transcript reads; the clipboard takes 200,000 characters. */
function asText(entries: readonly TranscriptEntry[]): string {
  return [...entries]
    .reverse()
    .map((entry) => `# ${entry.at}, ${entry.milliseconds} ms\n${entry.script}\n${entry.output}`)
    .join('\n\n')
    .slice(-200_000);
}
