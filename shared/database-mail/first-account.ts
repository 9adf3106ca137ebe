import type { Account } from './account';

/** A profile's accounts in the order in which Database Mail tries them (sequence_number; NULL sorts first). */
export function accountsOfProfile(profile: string, accounts: readonly Account[]): Account[] {
  const name = storedName(profile, accounts);
  return accounts
    .filter((account) => sequenceIn(name, account) !== undefined)
    .sort((a, b) => (sequenceIn(name, a) ?? 0) - (sequenceIn(name, b) ?? 0));
}

/** The account a profile tries first; null when the profile is unknown or has none. */
export function firstAccount(profile: string, accounts: readonly Account[]): Account | null {
  return accountsOfProfile(profile, accounts)[0] ?? null;
}

/** Accounts that share the lowest sequence number: which of them is used is not specified. Empty where there is no tie. */
export function tiedForFirst(profile: string, accounts: readonly Account[]): Account[] {
  const inOrder = accountsOfProfile(profile, accounts);
  const name = storedName(profile, accounts);
  const lowest = inOrder[0] && sequenceIn(name, inOrder[0]);
  const tied = inOrder.filter((account) => sequenceIn(name, account) === lowest);
  return tied.length > 1 ? tied : [];
}

/** Undefined where the account is not in the profile. */
function sequenceIn(profile: string, account: Account): number | null | undefined {
  return account.profiles.find((entry) => entry.name === profile)?.sequenceNumber;
}

/**
 * The stored name that was meant: as written, else the only one without regard to case, which is how SQL Server's default collation compares
 * names (a server with a case-sensitive one can hold both).
 */
function storedName(profile: string, accounts: readonly Account[]): string {
  const names = accounts.flatMap((account) => account.profiles.map((entry) => entry.name));
  return names.find((name) => name === profile) ?? names.find((name) => sameName(name, profile)) ?? profile;
}

const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
