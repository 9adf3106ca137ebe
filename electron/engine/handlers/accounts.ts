import { ProblemError } from '../../../shared/result';
import { readAccounts } from '../database-mail/read-accounts';
import { openSessionOf, type Desk } from '../desk';
import type { EngineHandlers } from '../types';

export function accountHandlers(desk: Desk): Pick<EngineHandlers, 'accounts.read' | 'accounts.choose'> {
  return {
    async 'accounts.read'() {
      const { run, site, sql } = openSessionOf(desk);
      return run.record({ type: 'accounts-read', accounts: await readAccounts(await sql(), site.resolve) });
    },
    async 'accounts.choose'({ accountId }) {
      const { run } = openSessionOf(desk);
      if (!run.state().accounts.some((account) => account.accountId === accountId)) {
        throw new ProblemError({
          code: 'sql/account-unknown',
          title: 'That account was not among those read.',
          detail: String(accountId),
          hint: 'Read the accounts again.',
        });
      }
      return run.record({ type: 'account-chosen', accountId });
    },
  };
}
