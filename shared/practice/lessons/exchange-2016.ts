import { listed } from '../../listed';
import type { RunState } from '../../run/state';
import { changesOf, endOfBurst, notKnown, verbOf, wasChanged } from './facts';
import type { Lesson } from './lesson';
import { connectorsChanged, hasRisen, limitsNotKnown, tookLimitsBack } from './limits-changed';

const ignored = 'from Exchange 2013 on it is shown and ignored, because a second copy is made before the reply';

export const exchange2016Lesson: Lesson = (state) => [
  whatCounted(state),
  whatDidNot(state),
  endOfBurst(state),
  'The right outcome: the limits per source raised, and MaxAcknowledgementDelay and the timeout left alone.',
];

function whatCounted(state: RunState): string {
  const changed = connectorsChanged(state);
  if (tookLimitsBack(state))
    return 'You took your change of the limits per source back, which count on every version and are what refuses the mails here.';
  if (changed.length === 0)
    return 'You left the limits per source, which count on every version and are what refuses the mails here.';
  const names = listed(changed.map(({ name }) => name));
  const unknown = limitsNotKnown(changed);
  if (unknown !== null) return unknown;
  return changed.every(hasRisen)
    ? `You raised the limits per source on ${names}: they count on every version.`
    : `You changed the limits per source on ${names}: they count on every version, and not everywhere can one source hold more than before.`;
}

function whatDidNot(state: RunState): string {
  const delays = changesOf(state, 'MaxAcknowledgementDelay');
  const timeouts = changesOf(state, 'timeout');
  if (delays.length + timeouts.length === 0) return leftAlone(state);
  const unknown = notKnown([...delays, ...timeouts]);
  if (unknown !== null) return unknown;
  return [
    ...(delays.length > 0 ? [`You changed MaxAcknowledgementDelay, which brought nothing: ${ignored}.`] : []),
    ...timeouts.map(
      (each) =>
        `You ${verbOf([each])} the timeout of ${each.target.name} from ${each.before} to ${each.ours}${effect(state, verbOf([each]))}.`,
    ),
  ].join(' ');
}

function leftAlone(state: RunState): string {
  const { before, after } = state;
  const bursts = [before.burst, after.burst].filter((burst) => burst !== null);
  const timedOut = bursts.some((burst) => burst.timedOut > 0);
  const seen = bursts.length > 0 && !timedOut ? ', and in your burst no mail was slow enough to time out' : '';
  const wasTried = wasChanged(state, ['MaxAcknowledgementDelay', 'timeout']);
  const what = wasTried
    ? 'What you changed of MaxAcknowledgementDelay and the timeout you have taken back'
    : `You ${timedOut ? '' : 'rightly '}left MaxAcknowledgementDelay and the timeout`;
  return `${what}: from Exchange 2013 on the first is shown and ignored${seen}.`;
}

/** What a change of the timeout did, as far as a burst before it tells. */
function effect({ before: { burst } }: RunState, verb: ReturnType<typeof verbOf>): string {
  if (verb !== 'raised') return ', which makes no mail faster: with a shorter one more of them can time out';
  if (!burst) return ', without a burst before it: that tells whether any mail is slow enough to time out';
  return burst.timedOut === 0 ? ', which brought nothing: in your first burst no mail was slow enough to time out' : '';
}
