import { isMeasured } from '../../run/measured';
import { settingsToRestore } from '../../run/settings-to-restore';
import type { RunState } from '../../run/state';
import { settingsChanged } from '../../run/summary-of-changes';
import { notKnown } from './facts';
import type { Lesson } from './lesson';

export const serviceNotAvailableLesson: Lesson = (state) => [
  whatTheTestSaid(state),
  whatWasChanged(state),
  'The right outcome: nothing changed here. “Service not available” names no limit: the transport service of EX10-HUB1 was left paused after the maintenance, and has to be resumed there.',
];

function whatTheTestSaid(state: RunState): string {
  if (isMeasured(state.before) || (isMeasured(state.after) && !settingsChanged(state)))
    return 'Your first test had it: the very first session was refused, so no number of sessions was too many.';
  const before = settingsChanged(state) ? ' before the changes' : '';
  return `You measured nothing${before}: one ladder would have shown that the very first session is refused.`;
}

function whatWasChanged(state: RunState): string {
  const settings = settingsToRestore(state);
  const { length } = settings;
  if (length === 0)
    return settingsChanged(state) ? 'What you changed you have taken back, rightly.' : 'You changed nothing, rightly.';
  const [what, them] = length === 1 ? ['one setting', 'it'] : [`${length} settings`, 'them'];
  return (
    notKnown(settings) ??
    `You changed ${what}${whatFollowed(state)}: take ${them} back, so that nothing stands that was not needed.`
  );
}

function whatFollowed({ before, after: { burst }, outdated }: RunState): string {
  if (!burst || outdated.includes('burst')) return '';
  const asBefore = before.burst && before.burst.failed > 0 ? ' as before' : '';
  return `, and after that ${burst.failed} of ${burst.asked} mails failed${asBefore}`;
}
