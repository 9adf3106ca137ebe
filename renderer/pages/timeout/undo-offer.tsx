import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { TimeoutToRestore } from '../../../shared/run/timeout-to-restore';

/** What this run wrote can be taken back, with a confirmation of its own. */
export function UndoOffer({ restore, onReview }: { restore: TimeoutToRestore; onReview: () => void }) {
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>
        This run set the timeout to {restore.ours}; before, it was {restore.before}.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onReview}>Review the undo</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
