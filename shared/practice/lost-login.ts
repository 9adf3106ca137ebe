import type { RunState } from '../run/state';
import { changesOf } from './facts';
import type { PracticeScenario } from './scenario';

/** The lab's accounts: the one whose mail fails, and the one that shows what a careless call does. */
const account = 'Newsletter';
const example = 'Alerts';

export const lostLogin: PracticeScenario = {
  id: 'lost-login',
  title: 'The lost login',
  sentence: 'The account signs in, and the usual call for its timeout would forget how.',
  brief: {
    situation: `Here the connector wants a sign-in, and the account ${account} has one stored. A colleague raised the timeout of the account ${example} with sysmail_update_account_sp yesterday; since then its mails are refused with “530 5.7.1 Client was not authenticated”.`,
    findOut: [
      `What has become of the sign-in of ${example}, and why?`,
      `How can the timeout of ${account} be raised on this SQL Server without losing its login?`,
    ],
  },
  lesson: (state) => [
    whatBecameOfIt(state),
    `${example} shows the other way: this build’s sysmail_update_account_sp lacks @no_credential_change, so a call that names no user empties the stored login.`,
    `The right outcome: the timeout of ${account} raised in the table itself or left alone, its login as it was, and the login of ${example} entered again by whoever knows it.`,
  ],
};

function whatBecameOfIt(state: RunState): string {
  const changed = changesOf(state, 'timeout').find(({ target }) => target.name === account);
  const known = state.accounts.find(({ name }) => name === account);
  if (known && known.username === null)
    return `${account} has lost its login: every mail of it is now refused until somebody enters the password again.`;
  if (changed)
    return `You raised the timeout of ${account} from ${changed.before} to ${changed.ours} by writing to the table alone, and its login${known ? ` ${known.username ?? ''}` : ''} is still there.`;
  return `You left the timeout of ${account} as it is, so its login was never at risk; a mail that Exchange holds back for longer still times out.`;
}
