import { makeStyles, Text } from '@fluentui/react-components';
import { fromRanges, markerOf, subjectStart } from '../../shared/database-mail/test-mails';
import { useRun } from '../run-context';
import { CopyButton } from './copy-button';
import { DoneChanges } from './done-changes';
import { HeldButton } from './held-button';
import { Panel } from './panel';
import { ProblemBar } from './problem-bar';
import { useCall } from '../use-call';
import type { Planning } from './use-plan';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px' },
  row: { display: 'flex', columnGap: '12px', alignItems: 'center', flexWrap: 'wrap' },
});

/** The mails that this run's bursts queued: how to find them, and the way to remove them from msdb. */
export function TestMails({ planning }: { planning: Planning }) {
  const styles = useStyles();
  const { state, setState } = useRun();
  const looking = useCall();
  if (state.testMails.length === 0 && state.cutOff.length === 0) return null;

  async function look(): Promise<void> {
    const answer = await looking.run('changes.settle', {});
    if (answer) setState(answer);
  }

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
      {state.cutOff.length > 0 && (
        <>
          <Text>
            A test was cut off, and may have queued more mails than are listed here (
            {state.cutOff.map(({ id }) => subjectStart(markerOf(id)).trim()).join(', ')}). Look for them in msdb, so
            that they can be removed too.
          </Text>
          {looking.problem && <ProblemBar problem={looking.problem} />}
          <div>
            <HeldButton disabledFocusable={looking.busy} onClick={() => void look()}>
              Look for its mails
            </HeldButton>
          </div>
        </>
      )}
      <DoneChanges step="remove-test-mails" />
      {state.testMails.length > 0 && (
        <div>
          <HeldButton
            disabledFocusable={planning.busy}
            onClick={() => void planning.review({ step: 'remove-test-mails' })}
          >
            Remove the test mails of this run from msdb…
          </HeldButton>
        </div>
      )}
    </Panel>
  );
}
