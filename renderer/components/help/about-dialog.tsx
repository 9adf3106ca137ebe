import { Dialog, makeStyles, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract';
import { call } from '../../api';
import { CopyButton } from '../copy-button';
import { ReadingDialog } from '../reading-dialog';

const useStyles = makeStyles({ content: { display: 'flex', flexDirection: 'column', rowGap: '8px' } });

/** Which RelayTune this is, on what it runs: what a report of a fault begins with. */
export function AboutDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const [info, setInfo] = useState<Output<'app.info'> | null>(null);
  useEffect(() => {
    void call('app.info', {}).then((answer) => {
      if (answer.ok) setInfo(answer.value);
    });
  }, []);
  const lines = info ? [`RelayTune ${info.version}`, info.runtime, info.platform] : [];
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <ReadingDialog
        title="About RelayTune"
        contentClass={styles.content}
        actions={info && <CopyButton text={lines.join('\n')} label="Copy versions" />}
      >
        {lines.map((line) => (
          <Text key={line}>{line}</Text>
        ))}
        <Text>
          RelayTune listens on no port, looks for no updates and sends nothing to anybody but the servers that you name.
          Everything it keeps lies in its folder of your user profile.
        </Text>
      </ReadingDialog>
    </Dialog>
  );
}
