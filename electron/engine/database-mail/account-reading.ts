import type { Account } from '../../../shared/database-mail/account';
import type { TargetReading } from '../run/apply-plan';
import { hashState } from '../run/plan-store';

/** A value as SQL Server's tools show it. */
export const shown = (value: string | number | null) => (value === null ? 'NULL' : String(value));

const bit = (value: boolean) => (value ? '1' : '0');

/** Every column of the account and its server that an update could touch, by SQL Server's names. */
export function readingOf(account: Account): TargetReading {
  const values = {
    name: account.name,
    email_address: account.emailAddress,
    display_name: shown(account.displayName),
    replyto_address: shown(account.replyToAddress),
    description: shown(account.description),
    servername: account.serverName,
    port: String(account.port),
    username: shown(account.username),
    credential_id: shown(account.credentialId),
    use_default_credentials: bit(account.useDefaultCredentials),
    enable_ssl: bit(account.enableSsl),
    flags: String(account.flags),
    timeout: shown(account.timeout),
  };
  return { hash: hashState(values), values };
}

const signInColumns = ['username', 'credential_id', 'use_default_credentials'];

/** What changed besides the timeout, and what to do about it; null when nothing did. Losing a sign-in column loses the stored login. */
export function lostColumns(before: TargetReading, after: TargetReading): string | null {
  const changed = Object.keys(before.values).filter(
    (name) => name !== 'timeout' && before.values[name] !== after.values[name],
  );
  if (changed.length === 0) return null;
  const what = changed.map(
    (name) => `${name} was ${before.values[name] ?? ''} and is now ${after.values[name] ?? 'missing'}`,
  );
  const remedy = changed.some((name) => signInColumns.includes(name))
    ? 'Enter the account’s sign-in again in the Database Mail configuration before more mail fails.'
    : 'Put it right in the Database Mail configuration.';
  return `${what.join('; ')}. ${remedy}`;
}
