import { Button } from '@fluentui/react-components';
import { useMainAppearance } from './interrupted-here';

export type StepActionsProps = {
  /** Whether the step's change was made in this run: going on is then the main thing to do. */
  isDone: boolean;
  onGoOn: () => void;
  /** Null where there is nothing to review. */
  onReview: (() => void) | null;
  /** Whether the confirmation was cancelled just now: the focus goes back to where it came from. */
  isBack?: boolean;
  /** Whether something above is the main thing to do first. */
  isAfterAll?: boolean;
  /** Whether what was measured speaks against the change: leaving it is then the main thing to do. */
  isInVain?: boolean;
  reviewLabel?: string;
};

/** The two ways on from a step that changes something; the main one is last. */
export function StepActions({
  isDone,
  onGoOn,
  onReview,
  isBack = false,
  isAfterAll = false,
  isInVain = false,
  reviewLabel = 'Review the change',
}: StepActionsProps) {
  const main = useMainAppearance();
  const isMain = isDone || isInVain || onReview === null;
  const review = onReview && (
    <Button key="review" appearance={isMain ? 'secondary' : main} onClick={onReview} autoFocus={isBack}>
      {reviewLabel}
    </Button>
  );
  const goOn = (
    <Button key="goOn" appearance={isMain && !isAfterAll ? main : 'secondary'} onClick={onGoOn}>
      {isDone ? 'Next' : 'Leave as it is'}
    </Button>
  );
  return isMain ? [review, goOn] : [goOn, review];
}
