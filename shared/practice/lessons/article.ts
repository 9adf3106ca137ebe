import { parseTimeSpan } from '../../exchange/values';
import { formatSeconds } from '../../format';
import { listed } from '../../listed';
import { compareLadders, measuredLimit } from '../../run/compare-ladders';
import type { RunState } from '../../run/state';
import { changesOf, endOfBurst, notKnown, wasChanged } from './facts';
import type { Lesson } from './lesson';
import { connectorsChanged, hasRisen, limitsNotKnown, tookLimitsBack } from './limits-changed';

export const articleLesson: Lesson = (state) => [
  limitsText(state),
  delayText(state),
  endOfBurst(state),
  'The right outcome: 100 sessions for one source, MaxAcknowledgementDelay 00:00:00, and every mail sent.',
];

function limitsText(state: RunState): string {
  const changed = connectorsChanged(state);
  if (tookLimitsBack(state))
    return 'You took your change of the limits per source back: one source holds 20 sessions again, and a hundred mails at once want more.';
  if (changed.length === 0)
    return 'You left the limits per source as they are: one source holds 20 sessions, and a hundred mails at once want more.';
  const names = (some: typeof changed) => some.map(({ name }) => name);
  const raised = names(changed.filter(hasRisen));
  const others = names(changed.filter((each) => !hasRisen(each)));
  const sentences = [
    ...(raised.length > 0
      ? [`You raised what one source can hold on ${listed(raised)}${laddersText(state, raised)}.`]
      : []),
    ...(others.length > 0
      ? [`You changed the limits per source on ${listed(others)}, and one source can hold no more there than before.`]
      : []),
  ];
  return limitsNotKnown(changed) ?? sentences.join(' ');
}

/** Two ladders of one of these connectors that say something of the settings as they are; '' where they do not. */
function laddersText({ before, after, outdated }: RunState, connectors: readonly string[]): string {
  const [was, is] = [before.ladder, after.ladder];
  if (!was || !is || outdated.includes('ladder') || !connectors.includes(is.connectorIdentity)) return '';
  if (compareLadders(was, is).notComparable !== null) return '';
  return `: the ladder found ${measuredLimit(was)} sessions before, and ${measuredLimit(is)} after`;
}

function delayText(state: RunState): string {
  const delays = changesOf(state, 'MaxAcknowledgementDelay');
  const unknown = notKnown(delays);
  if (unknown !== null) return unknown;
  const slowest = delays.sort((a, b) => parseTimeSpan(b.ours) - parseTimeSpan(a.ours))[0]?.ours;
  if (slowest === undefined && wasChanged(state, ['MaxAcknowledgementDelay']))
    return 'You took your change of MaxAcknowledgementDelay back: Exchange 2010 holds its reply for up to 30 s again, which keeps sessions open and lets mails time out.';
  if (slowest === undefined)
    return 'You left MaxAcknowledgementDelay: Exchange 2010 holds its reply for up to 30 s, which keeps sessions open and lets mails time out.';
  const seconds = parseTimeSpan(slowest);
  return seconds === 0
    ? `With MaxAcknowledgementDelay at ${slowest} Exchange 2010 no longer holds its reply back, so each session is short.`
    : `With MaxAcknowledgementDelay at ${slowest} Exchange 2010 holds its reply for up to ${formatSeconds(seconds)}, which keeps sessions open for so long.`;
}
