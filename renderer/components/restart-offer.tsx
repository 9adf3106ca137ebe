import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMainAppearance } from './interrupted-here';
import type { Planning } from './use-plan';

/** The process keeps account data, so a new timeout counts only after a restart, or in a few minutes. */
export function RestartOffer({ planning }: { planning: Planning }) {
  const main = useMainAppearance();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>The changed timeout does not count yet.</MessageBarTitle>
        The Database Mail process keeps what it knows of accounts. Restart it and the timeout counts now; or wait, and
        it counts in a few minutes.
      </MessageBarBody>
      <MessageBarActions>
        <Button
          appearance={main}
          onClick={() => void planning.review({ step: 'restart' })}
          autoFocus={planning.cancelled === 'restart'}
        >
          Review the restart
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
