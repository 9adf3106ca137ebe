import type { RunState } from '../../run/state';
import { settingsToRestore } from '../../run/settings-to-restore';
import { wasMeasuredFirst } from './facts';
import type { Lesson } from './lesson';

export const serviceNotAvailableLesson: Lesson = (state) => [
  whatTheTestSaid(state),
  whatWasChanged(state),
  'The right outcome: nothing changed here. “Service not available” names no limit: the transport service of EX10-HUB1 was left paused after the maintenance, and has to be resumed there.',
];

function whatTheTestSaid(state: RunState): string {
  return wasMeasuredFirst(state)
    ? 'Your first test had it: the very first session was refused, so no number of sessions was too many.'
    : 'You measured nothing before the changes: one ladder would have shown that the very first session is refused.';
}

function whatWasChanged(state: RunState): string {
  const { length } = settingsToRestore(state);
  if (length === 0) return 'You changed nothing, rightly.';
  const burst = state.after.burst;
  const then = burst ? `, and after it ${burst.failed} of ${burst.asked} mails failed as before` : '';
  return `You changed ${length === 1 ? 'one setting' : `${length} settings`}${then}: take ${length === 1 ? 'it' : 'them'} back, so that nothing stands that was not needed.`;
}
