import { smallestPercentage } from '../../exchange/effective-limit';
import type { RunState } from '../../run/state';
import { changesOf } from './facts';
import type { Lesson } from './lesson';

/** The lab's: MaxInboundConnection of the relay connector, and the number that was raised already. */
const [total, wanted] = [1000, 100];
const enough = smallestPercentage({ maxInboundConnection: total, target: wanted, othersOpen: 0 });

export const percentageLesson: Lesson = (state) => [
  whatWasDone(state),
  whatShowedIt(state),
  `The right outcome: MaxInboundConnectionPercentagePerSource ${enough} or more, so that one source really holds ${wanted} sessions.`,
];

function whatWasDone(state: RunState): string {
  const [percentage] = changesOf(state, 'MaxInboundConnectionPercentagePerSource');
  const [number] = changesOf(state, 'MaxInboundConnectionPerSource');
  if (percentage && Number(percentage.ours) >= enough)
    return `You raised MaxInboundConnectionPercentagePerSource to ${percentage.ours}: 2 % of the connections still free under MaxInboundConnection ${total} was the smaller number, and it is the smaller one that counts.`;
  if (percentage)
    return `You raised MaxInboundConnectionPercentagePerSource to ${percentage.ours}, the direction was right, but ${percentage.ours} % of what is free under MaxInboundConnection ${total} is still less than ${wanted}.`;
  if (number)
    return `You changed MaxInboundConnectionPerSource to ${number.ours}, which was not what held it: ${wanted} stood there already, and 2 % of what is free under MaxInboundConnection ${total} is 20.`;
  return `You left the limits as they are, so 2 % of what is free under MaxInboundConnection ${total} goes on allowing 20 sessions, whatever the number says.`;
}

function whatShowedIt({ before: { ladder } }: RunState): string {
  return ladder?.limit == null
    ? 'A ladder before the change would have shown it: it is refused after 20 sessions where 100 are set.'
    : `Your ladder had shown it before the change: refused after ${ladder.limit} sessions where ${wanted} were set.`;
}
