import { newestMailsText } from './newest-mails';
import type { Account } from './account';

/** `first in Newsletter; second in Reports`, so that an account is known by what uses it; never by its number. */
export function profilesText(account: Account, accounts: readonly Account[]): string {
  if (account.profiles.length === 0) return 'no profile uses it';
  return account.profiles
    .map((profile) => {
      const inProfile = accounts.flatMap((one) =>
        one.profiles.filter((entry) => entry.profileId === profile.profileId),
      );
      const before = inProfile.filter((entry) => (entry.sequenceNumber ?? 0) < (profile.sequenceNumber ?? 0)).length;
      return inProfile.length === 1 ? `alone in ${profile.name}` : `${ordinal(before + 1)} in ${profile.name}`;
    })
    .join('; ');
}

const ordinals = ['first', 'second', 'third'];
const ordinal = (place: number) => ordinals[place - 1] ?? `${place}th`;

export function signInText({ signIn, username }: Account): string {
  if (signIn === 'login') return `signs in as ${username ?? '(a login without a name)'}`;
  return signIn === 'windows' ? 'signs in as the SQL Server service account' : 'anonymous';
}

/** What tells two anonymous accounts apart: which of them is really in use. */
export function recentUseText({ recentUse }: Account): string {
  if (!recentUse) return `sent none of ${newestMailsText}`;
  const last = recentUse.lastSent === null ? '' : `, the last at ${recentUse.lastSent.replace('T', ' ')} (server time)`;
  return `sent ${recentUse.mails} of ${newestMailsText}${last}`;
}
