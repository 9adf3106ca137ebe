import { Button, makeStyles, Text } from '@fluentui/react-components';
import { proofText } from '../../../shared/exchange/source';
import { ProblemBar } from '../../components/problem-bar';
import { ProgressLine } from '../../components/progress-line';
import { StatusBadge } from '../../components/status-badge';
import { useRun } from '../../run-context';
import { useCall } from '../../use-call';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '8px', alignItems: 'flex-start' },
});

/** Where the address comes from, how sure it is, and the one test mail that proves it. */
export function SourceProof() {
  const styles = useStyles();
  const { state, setState } = useRun();
  const proving = useCall();
  const { source } = state;
  const mailbox = state.connection?.testMailboxes[0] ?? '';

  async function prove(): Promise<void> {
    const answer = await proving.run('source.prove', {});
    if (answer) setState(answer);
  }

  return (
    <div className={styles.box}>
      <StatusBadge status={source.proof === 'assumed' ? 'info' : 'passed'} word={proofText(source)} />
      {proving.problem && <ProblemBar problem={proving.problem} />}
      {source.proof !== 'tracking-log' && (
        <>
          <Text size={200}>
            One test mail to {mailbox} shows it for certain: the message tracking log names the address it came from and
            the connector that took it.
          </Text>
          <Button size="small" onClick={() => void prove()} disabledFocusable={proving.busy}>
            Prove it with one test mail
          </Button>
        </>
      )}
      {proving.busy && (
        <ProgressLine progress={proving.progress} fallback="Sending one test mail…" onStop={proving.stop} />
      )}
    </div>
  );
}
