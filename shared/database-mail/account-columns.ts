import type { Account } from './account';

/** A value as SQL Server's tools show it. */
export const shownInSql = (value: string | number | null) => (value === null ? 'NULL' : String(value));

const bit = (value: boolean) => (value ? '1' : '0');

/** sysmail_account's columns that an update of the account could touch, by their names. */
export const accountColumns = (account: Account): Record<string, string> => ({
  name: account.name,
  email_address: account.emailAddress,
  display_name: shownInSql(account.displayName),
  replyto_address: shownInSql(account.replyToAddress),
  description: shownInSql(account.description),
});

/** sysmail_server's row but for its number and who changed it when, in the table's own order. */
export const serverColumns = (account: Account): Record<string, string> => ({
  servertype: account.serverType,
  servername: account.serverName,
  port: String(account.port),
  username: shownInSql(account.username),
  credential_id: shownInSql(account.credentialId),
  use_default_credentials: bit(account.useDefaultCredentials),
  enable_ssl: bit(account.enableSsl),
  flags: String(account.flags),
  timeout: shownInSql(account.timeout),
});
