import { withRelay } from './article';
import type { Scenario } from './scenario';

const user = 'corp\\sqlmail';
const password = 'Practice-only-2';

const scenario = withRelay('lost-login', {
  AuthMechanism: 'Tls, BasicAuth',
  PermissionGroups: 'ExchangeUsers, Custom',
});

/**
 * The connector wants a sign-in, and this SQL Server's sysmail_update_account_sp has no @no_credential_change: whoever calls it for
 * the timeout empties the stored login. With the account `Alerts` somebody has done so.
 */
export const lostLoginScenario: Scenario = {
  ...scenario,
  exchange: { ...scenario.exchange, users: { [user]: password } },
  sqlServer: { ...scenario.sqlServer, productVersion: '10.0.2531.0' },
  databaseMail: {
    ...scenario.databaseMail,
    accounts: scenario.databaseMail.accounts.map((account) => {
      if (account.name === 'Alerts') return { ...account, timeout: 60 };
      return account.name === 'Newsletter' ? { ...account, username: user, password } : account;
    }),
  },
};
