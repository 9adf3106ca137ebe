import type { Account } from './account';

/** The account a profile tries first; null when the profile is unknown or has none. */
export function firstAccount(profile: string, accounts: readonly Account[]): Account | null {
  const sequence = (account: Account) =>
    account.profiles.find((entry) => sameName(entry.name, profile))?.sequenceNumber;
  const candidates = accounts.filter((account) => account.profiles.some((entry) => sameName(entry.name, profile)));
  return [...candidates].sort((a, b) => (sequence(a) ?? 0) - (sequence(b) ?? 0))[0] ?? null;
}

/** SQL Server's default collation compares names without regard to case. */
const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
