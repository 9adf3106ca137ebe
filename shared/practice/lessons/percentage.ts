import { smallestPercentage } from '../../exchange/effective-limit';
import type { EffectiveLimit } from '../../run/plan';
import { listed } from '../../listed';
import type { RunState } from '../../run/state';
import { notKnown, verbOf } from './facts';
import type { Lesson } from './lesson';
import { connectorsChanged, isNamed, tookLimitsBack } from './limits-changed';

/** The lab's: the relay connector, its MaxInboundConnection, and the number that was raised already. */
const relay = 'Relay SQL Server';
const [total, wanted] = [1000, 100];
const enough = smallestPercentage({ maxInboundConnection: total, target: wanted, othersOpen: 0 });

export const percentageLesson: Lesson = (state) => [
  whatWasDone(state),
  whatShowedIt(state),
  `The right outcome: MaxInboundConnectionPercentagePerSource ${enough} or more, so that one source really holds ${wanted} sessions.`,
];

function whatWasDone(state: RunState): string {
  const changed = connectorsChanged(state).find(({ name }) => isNamed(name, relay));
  if (tookLimitsBack(state))
    return `You took your change of the limits back, so 2 % of what is free under MaxInboundConnection ${total} allows 20 sessions again, whatever the number says.`;
  if (!changed)
    return `You left the limits as they are, so 2 % of what is free under MaxInboundConnection ${total} goes on allowing 20 sessions, whatever the number says.`;
  const { settings, effective } = changed;
  const values = listed(settings.map(({ setting, ours }) => `${setting} to ${ours}`));
  const what = `You ${verbOf(settings)} ${values}`;
  return notKnown(settings) ?? (effective ? `${what}: ${effectText(effective)}` : `${what}.`);
}

function effectText({ before, after }: { before: EffectiveLimit; after: EffectiveLimit }): string {
  const [was, is] = [before.limit ?? Infinity, after.limit ?? Infinity];
  const [held, holds] = [`${was} sessions`, `${is} sessions, held by ${after.heldBy ?? ''}`];
  if (is >= wanted)
    return `2 % of the connections still free under MaxInboundConnection ${total} was the smaller number, and it is the smaller one that counts.`;
  if (is > was) return `the direction was right, but one source can hold ${holds}, which is still less than ${wanted}.`;
  return is === was
    ? `that was not what held it. One source can hold ${holds}, as before.`
    : `that was the wrong direction. One source can hold ${holds}, and it was ${held} before.`;
}

function whatShowedIt({ before: { ladder } }: RunState): string {
  return ladder?.limit == null || !isNamed(ladder.connectorIdentity, relay)
    ? 'A ladder before the change would have shown it: it is refused after 20 sessions where 100 are set.'
    : `Your ladder had shown it before the change: refused after ${ladder.limit} sessions where ${wanted} were set.`;
}
