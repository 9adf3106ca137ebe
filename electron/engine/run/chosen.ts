import type { Account } from '../../../shared/database-mail/account';
import type { Connector } from '../../../shared/exchange/connector';
import { ProblemError } from '../../../shared/result';
import type { Connection } from '../../../shared/run/connection';
import { firstAccount } from '../../../shared/database-mail/first-account';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import type { RunState } from '../../../shared/run/state';

/** What an earlier page has to do first. */
export const missing = (what: string, page: number) =>
  new ProblemError({
    code: 'run/not-chosen',
    title: `${what} first.`,
    detail: 'This step needs it.',
    hint: `Go back to page ${page}.`,
  });

/** The chosen connectors in the order chosen, as last read; throws ProblemError when none is chosen. */
export function chosenConnectors(state: RunState): [Connector, ...Connector[]] {
  const [first, ...others] = connectorsChosen(state);
  if (!first) throw missing('Choose a receive connector', 2);
  return [first, ...others];
}

export function chosenConnection(state: RunState): Connection {
  if (!state.connection) throw missing('Connect', 1);
  return state.connection;
}

/** The account chosen on page 5, or the one that the run's profile tries first. */
export function chosenAccount(state: RunState): Account {
  return state.accounts.find((account) => account.accountId === state.accountId) ?? profileAccount(state);
}

/** The account that the run's profile tries first: a test mail goes through it, whatever is chosen on page 5. */
export function profileAccount(state: Pick<RunState, 'connection' | 'accounts'>): Account {
  const account = firstAccount(state.connection?.profile ?? '', state.accounts);
  if (!account) throw missing('Choose a Database Mail account', 5);
  return account;
}
