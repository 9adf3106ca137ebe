import { changesOf, connectorsRaised, endOfBurst, listed } from './facts';
import type { Lesson } from './lesson';

export const articleLesson: Lesson = (state) => {
  const raised = connectorsRaised(state);
  const [delay] = changesOf(state, 'MaxAcknowledgementDelay');
  return [
    raised.length > 0
      ? `You raised what one source can hold on ${listed(raised)}${laddersText(state)}.`
      : 'You left the limits per source as they are: one source holds 20 sessions, and a hundred mails at once want more.',
    delay
      ? `With MaxAcknowledgementDelay at ${delay.ours} Exchange 2010 no longer holds its reply back, so each session is short.`
      : 'You left MaxAcknowledgementDelay: Exchange 2010 holds its reply for up to 30 s, which keeps sessions open and lets mails time out.',
    endOfBurst(state),
    'The right outcome: 100 sessions for one source, MaxAcknowledgementDelay 00:00:00, and every mail sent.',
  ];
};

function laddersText({ before, after }: Parameters<Lesson>[0]): string {
  const [was, is] = [before.ladder?.limit, after.ladder?.limit];
  return was == null || is == null ? '' : `: the ladder found ${was} sessions before, and ${is} after`;
}
