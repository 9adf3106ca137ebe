import type { Account } from '../../../shared/database-mail/account';
import { accountColumns, serverColumns } from '../../../shared/database-mail/account-columns';
import type { TargetReading } from '../run/writable-target';
import { hashState } from '../run/plan-store';

/** Every column of the account and its server that an update could touch, by SQL Server's names. */
export function readingOf(account: Account): TargetReading {
  const values = { ...accountColumns(account), ...serverColumns(account) };
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
