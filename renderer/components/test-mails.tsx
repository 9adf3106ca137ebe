import { Button, makeStyles, Text } from '@fluentui/react-components';
import { fromRanges, subjectStart } from '../../shared/database-mail/test-mails';
import { useRun } from '../run-context';
import { CopyButton } from './copy-button';
import { DoneChanges } from './done-changes';
import { Panel } from './panel';
import type { Planning } from './use-plan';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px' },
  row: { display: 'flex', columnGap: '12px', alignItems: 'center', flexWrap: 'wrap' },
});

/** The mails that this run's bursts queued: how to find them, and the way to remove them from msdb. */
export function TestMails({ planning }: { planning: Planning }) {
  const styles = useStyles();
  const { state } = useRun();
  if (state.testMails.length === 0) return null;
  return (
    <Panel title="Test mails of this run">
      <Text>Their subjects begin with the mark of their test. Search the mailboxes or message tracking for it.</Text>
      <ul className={styles.list}>
        {state.testMails.map(({ marker, mailIds }) => (
          <li key={marker}>
            <span className={styles.row}>
              <Text>
                <strong>{subjectStart(marker).trim()}</strong>, {fromRanges(mailIds).length} mails
              </Text>
              <CopyButton text={subjectStart(marker).trim()} label={`Copy ${marker}`} />
            </span>
          </li>
        ))}
      </ul>
      <DoneChanges step="remove-test-mails" />
      <div>
        <Button disabledFocusable={planning.busy} onClick={() => void planning.review({ step: 'remove-test-mails' })}>
          Remove the test mails of this run from msdb…
        </Button>
      </div>
    </Panel>
  );
}
