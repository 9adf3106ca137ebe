import type { RunState } from '../../run/state';
import { changesOf, connectorsRaised, endOfBurst, listed } from './facts';
import type { Lesson } from './lesson';

export const exchange2016Lesson: Lesson = (state) => [
  whatCounted(state),
  whatDidNot(state),
  endOfBurst(state),
  'The right outcome: the limits per source raised, and MaxAcknowledgementDelay and the timeout left alone.',
];

function whatCounted(state: RunState): string {
  const raised = connectorsRaised(state);
  return raised.length > 0
    ? `You raised the limits per source on ${listed(raised)}: they count on every version.`
    : 'You left the limits per source, which count on every version and are what refuses the mails here.';
}

function whatDidNot(state: RunState): string {
  const idle = ['MaxAcknowledgementDelay', 'timeout'].filter((setting) => changesOf(state, setting).length > 0);
  const [first] = idle;
  if (first === undefined)
    return 'You rightly left MaxAcknowledgementDelay and the timeout: from Exchange 2013 on the first is shown and ignored, and no mail was slow enough to time out.';
  const why =
    first === 'timeout'
      ? 'no mail here was slow enough to time out'
      : 'from Exchange 2013 on it is shown and ignored, because a second copy is made before the reply';
  const more = idle.length > 1 ? ', and no mail was slow enough for the timeout to matter' : '';
  return `You changed ${listed(idle)}, which brought nothing: ${why}${more}.`;
}
