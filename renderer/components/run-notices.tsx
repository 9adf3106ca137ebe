import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useRun } from '../run-context';
import { formatWhen } from './when';

/** What is wrong with the record of this run, at the top of every page. @param onDismissed the button that had the focus is gone */
export function RunNotices({ onDismissed }: { onDismissed: () => void }) {
  const { state, keptAsideNote } = useRun();
  const { readOnly, keptAside, clockJumps } = state;
  const jump = clockJumps.at(-1);
  return (
    <>
      {readOnly && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Open to read only. {readOnly.title}</MessageBarTitle>
            {readOnly.detail} {readOnly.hint} Nothing can be changed or recorded here.
          </MessageBarBody>
        </MessageBar>
      )}
      {keptAside !== null && !keptAsideNote?.isDismissed && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The last line of this run’s record was torn.</MessageBarTitle>
            The program or the computer stopped while it was written. It is kept aside as {keptAside} in the run’s
            folder; everything before it is whole.
          </MessageBarBody>
          {keptAsideNote && (
            <MessageBarActions>
              <Button
                onClick={() => {
                  keptAsideNote.dismiss();
                  onDismissed();
                }}
              >
                Dismiss
              </Button>
            </MessageBarActions>
          )}
        </MessageBar>
      )}
      {jump && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>This computer’s clock was set back during the run.</MessageBarTitle>
            {`From ${formatWhen(jump.from)} to ${formatWhen(jump.to)}: times before and after that do not compare. The order of what was done is certain all the same.`}
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
