import type { Account } from '../../../shared/database-mail/account';
import type { ConnectorDelays } from '../../../shared/exchange/connector';
import { slowestDelays } from '../../../shared/exchange/limits';
import { ProblemError } from '../../../shared/result';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import { readAccount } from '../database-mail/read-accounts';
import { readUpdateParameters } from '../database-mail/read-facts';
import type { Session } from '../session';

/** What a timeout is planned from. */
export type TimeoutWish = { account: Account; delays: ConnectorDelays; parameters: readonly string[] };

/**
 * The account as it is now. The connectors' delays are those last read: a timeout can be changed, and taken back, while Exchange is
 * out of reach.
 */
export async function timeoutWish(session: Session, accountId: number): Promise<TimeoutWish> {
  const sql = await session.sql();
  const account = await readAccount(sql, accountId);
  if (!account) {
    throw new ProblemError({
      code: 'sql/account-unknown',
      title: 'The account no longer exists.',
      detail: 'It was there when it was chosen.',
      hint: 'Read the accounts again on page 5.',
    });
  }
  return { account, ...(await timeoutMeans(session)) };
}

/** What is the same for every account: the connectors' delays, and what this build's procedure takes. */
export async function timeoutMeans(session: Session): Promise<Omit<TimeoutWish, 'account'>> {
  const delays = slowestDelays(connectorsChosen(session.run.state()));
  return { delays, parameters: await readUpdateParameters(await session.sql()) };
}
