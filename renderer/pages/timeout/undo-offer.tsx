import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { SettingToRestore } from '../../../shared/run/settings-to-restore';

/** What this run wrote can be taken back, with a confirmation of its own. */
export function UndoOffer({ restore, onReview }: { restore: SettingToRestore; onReview: () => void }) {
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
