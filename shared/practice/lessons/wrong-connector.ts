import { addressesOf, sourceText } from '../../exchange/source';
import { listed } from '../../listed';
import type { RunState } from '../../run/state';
import type { Lesson } from './lesson';
import { connectorsChanged, isNamed, limitsNotKnown, tookLimitsBack } from './limits-changed';

/** The lab's connectors: the one that the mail really meets, and why the others do not serve it. */
const serving = 'Relay Scanners';
const suggested = 'Relay SQL Server';
const reasons: Readonly<Record<string, string>> = {
  [suggested]: `${suggested} suggests it by its name, but its RemoteIPRanges do not hold that address`,
  'Default EX10-HUB1': `Default EX10-HUB1 has RemoteIPRanges that hold every address, and the narrower range of ${serving} wins`,
  'Client EX10-HUB1': 'Client EX10-HUB1 listens on another port',
};

export const wrongConnectorLesson: Lesson = (state) => [
  howTheAddressWasKnown(state),
  whatWasChanged(state),
  `The right outcome: the address proven first, ${serving} changed, and ${suggested} left as it was.`,
];

function howTheAddressWasKnown({ source }: RunState): string {
  const [address] = addressesOf(source);
  const shown = 'a test mail would have shown that Database Mail sends from the second network card';
  if (address === undefined) return `You knew no address of the SQL Server’s mail: ${shown}.`;
  return source.proof === 'tracking-log'
    ? `Your test mail proved it: Database Mail sends from ${address}, the second network card.`
    : `You went by ${sourceText(source)}, which nobody had proven: ${shown}.`;
}

function whatWasChanged(state: RunState): string {
  const changed = connectorsChanged(state);
  const names = changed.map(({ name }) => name);
  const wrong = names.filter((name) => !isNamed(name, serving));
  if (tookLimitsBack(state)) return `You took back what you changed, and ${serving} refuses after 20 sessions.`;
  if (names.length === 0) return `You changed no limit, so ${serving} goes on refusing after 20 sessions.`;
  const unknown = limitsNotKnown(changed);
  if (unknown !== null) return unknown;
  if (wrong.length === 0)
    return `You changed ${listed(names)}, which serves that address, whatever its name says: RemoteIPRanges decide, not names.`;
  const isOne = wrong.length === 1;
  const also =
    wrong.length < names.length
      ? ` You changed ${serving} as well, which does serve it: take the other ${isOne ? 'one' : 'ones'} back.`
      : '';
  const why = wrong.flatMap((name) => reasons[name.slice(name.indexOf('\\') + 1)] ?? []);
  return `You changed ${listed(wrong)}, which ${isOne ? 'does' : 'do'} not serve the address that the mail comes from${why.length > 0 ? `: ${why.join('; ')}` : ''}.${also}`;
}
