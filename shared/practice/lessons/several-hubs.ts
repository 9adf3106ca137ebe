import { listed } from '../../listed';
import type { RunState } from '../../run/state';
import { endOfBurst } from './facts';
import type { Lesson } from './lesson';
import { connectorsChanged, isNamed, limitsNotKnown, tookLimitsBack } from './limits-changed';

/** The name of the relay connector on each of the lab's hubs. */
const relay = 'Relay SQL Server';

export const severalHubsLesson: Lesson = (state) => [
  whichWereChanged(state),
  'A limit counts on each hub for itself, and the ladder climbs the first alone: the mails tell, since they go to all three by turns.',
  endOfBurst(state),
  'The right outcome: Relay SQL Server changed on every hub that the name stands for, the narrow one on EX10-HUB3 above all.',
];

function whichWereChanged(state: RunState): string {
  const relays = connectorsChanged(state).filter(({ name }) => isNamed(name, relay));
  const changed = relays.map(({ name }) => name);
  const left = state.connectors
    .filter(({ name, identity }) => name === relay && !changed.includes(identity))
    .map(({ identity }) => identity);
  if (tookLimitsBack(state)) return 'You took back what you changed, so each hub refuses at its own limit again.';
  if (changed.length === 0) return `You changed ${relay} on no hub, so each goes on refusing at its own limit.`;
  const unknown = limitsNotKnown(relays);
  if (unknown !== null) return unknown;
  if (left.length > 0)
    return `You changed ${listed(changed)} and left ${listed(left)}: ${left.length === 1 ? 'one mail in three still meets its' : 'two mails in three still meet their'} old limits.`;
  return `You changed the relay connector of every hub: ${listed(changed)}.`;
}
