import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { SettingToRestore } from '../../../shared/run/settings-to-restore';

type UndoOfferProps = {
  restore: SettingToRestore;
  onReview: () => void;
  /** Whether its confirmation was cancelled just now. */
  isBack: boolean;
};

/** What this run wrote can be taken back, with a confirmation of its own. */
export function UndoOffer({ restore, onReview, isBack }: UndoOfferProps) {
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>
        This run set the timeout to {restore.ours}; before, it was {restore.before}.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onReview} autoFocus={isBack}>
          Review the undo
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
