import type { RunState } from '../../run/state';
import { changesOf, notKnown, verbOf } from './facts';
import type { Lesson } from './lesson';

/** The lab's accounts: the one whose mail fails, and the one that shows what a careless call does. */
const account = 'Newsletter';
const example = 'Alerts';

export const lostLoginLesson: Lesson = (state) => [
  whatBecameOfIt(state),
  `${example} shows the other way: this build’s sysmail_update_account_sp lacks @no_credential_change, so a call that names no user empties the stored login.`,
  `The right outcome: the timeout of ${account} raised in the table itself or left alone, its login as it was, and the login of ${example} entered again by whoever knows it.`,
];

function whatBecameOfIt(state: RunState): string {
  const changed = changesOf(state, 'timeout').find(({ target }) => target.name === account);
  const known = state.accounts.find(({ name }) => name === account);
  if (known && known.username === null)
    return `${account} has lost its login: every mail of it is now refused until somebody enters the password again.`;
  const login = known ? `, and its login ${known.username ?? ''} is still there` : '';
  if (changed)
    return (
      notKnown([changed]) ??
      `You ${verbOf([changed]) === 'raised' ? 'raised' : 'changed'} the timeout of ${account} from ${changed.before} to ${changed.ours} by writing to the table alone${login}.`
    );
  if (wasWritten(state)) return `The timeout of ${account} is as it was before this run${login}.`;
  return `You left the timeout of ${account} as it is, so its login was never at risk; a mail that Exchange holds back for longer still times out.`;
}

/** Whether this run ever changed the account, also where that was taken back. */
const wasWritten = ({ changes }: RunState): boolean =>
  changes.some(({ plan, target, outcome }) => {
    const made = plan.targets[target];
    return outcome === 'applied' && made?.kind === 'account' && made.name === account;
  });
