import type { Account } from './account';

/** A profile's accounts in the order in which Database Mail tries them (sequence_number; NULL sorts first). */
export function accountsOfProfile(profile: string, accounts: readonly Account[]): Account[] {
  return accounts
    .filter((account) => sequenceIn(profile, account) !== undefined)
    .sort((a, b) => (sequenceIn(profile, a) ?? 0) - (sequenceIn(profile, b) ?? 0));
}

/** The account a profile tries first; null when the profile is unknown or has none. */
export function firstAccount(profile: string, accounts: readonly Account[]): Account | null {
  return accountsOfProfile(profile, accounts)[0] ?? null;
}

/** Accounts that share the lowest sequence number: which of them is used is not specified. Empty where there is no tie. */
export function tiedForFirst(profile: string, accounts: readonly Account[]): Account[] {
  const inOrder = accountsOfProfile(profile, accounts);
  const lowest = inOrder[0] && sequenceIn(profile, inOrder[0]);
  const tied = inOrder.filter((account) => sequenceIn(profile, account) === lowest);
  return tied.length > 1 ? tied : [];
}

/** Undefined where the account is not in the profile. */
function sequenceIn(profile: string, account: Account): number | null | undefined {
  return account.profiles.find((entry) => sameName(entry.name, profile))?.sequenceNumber;
}

/** SQL Server's default collation compares names without regard to case. */
const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
