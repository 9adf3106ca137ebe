import { addressesOf, sourceText } from '../../exchange/source';
import type { RunState } from '../../run/state';
import { connectorsRaised, listed } from './facts';
import type { Lesson } from './lesson';

/** The lab's connectors: the one that the mail really meets, and the one that the name suggests. */
const serving = 'Relay Scanners';
const suggested = 'Relay SQL Server';

export const wrongConnectorLesson: Lesson = (state) => [
  howTheAddressWasKnown(state),
  whatWasChanged(state),
  `The right outcome: the address proven first, ${serving} changed, and ${suggested} left as it was.`,
];

function howTheAddressWasKnown({ source }: RunState): string {
  if (source.proof === 'tracking-log')
    return `Your test mail proved it: Database Mail sends from ${addressesOf(source)[0] ?? 'another address'}, the second network card.`;
  return `You went by ${sourceText(source)}, which nobody had proven: a test mail would have shown that Database Mail sends from the second network card.`;
}

function whatWasChanged(state: RunState): string {
  const raised = connectorsRaised(state);
  const wrong = raised.filter((name) => !name.endsWith(`\\${serving}`));
  if (raised.length === 0) return `You changed no limit, so ${serving} goes on refusing after 20 sessions.`;
  if (wrong.length === 0)
    return `You changed ${listed(raised)}, which serves that address, whatever its name says: RemoteIPRanges decide, not names.`;
  const also =
    wrong.length < raised.length
      ? ` You changed ${serving} as well, which does serve it: take the other one back.`
      : '';
  return `You changed ${listed(wrong)}, which does not serve the address that the mail comes from: its name suggests it, its RemoteIPRanges do not hold that address.${also}`;
}
