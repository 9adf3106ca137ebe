import { Button, Text } from '@fluentui/react-components';
import { useRun } from '../run-context';
import { useMainAppearance } from './interrupted-here';
import { PageFrame } from './page-frame';

/** Shown where a step is opened without a chosen connector. */
export function NeedsConnector({ title }: { title: string }) {
  const { open } = useRun();
  const main = useMainAppearance();
  return (
    <PageFrame
      title={title}
      purpose="This step works on the receive connector you choose on page 2."
      actions={
        <Button appearance={main} onClick={() => void open('connector')}>
          Choose the connector
        </Button>
      }
    >
      <Text>No receive connector is chosen yet.</Text>
    </PageFrame>
  );
}
