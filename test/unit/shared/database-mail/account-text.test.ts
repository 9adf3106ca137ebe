import { describe, expect, it } from 'vitest';
import { profilesText, recentUseText, signInText } from '../../../../shared/database-mail/account-text';
import { makeAccount } from './make-account';

const entry = (name: string, sequenceNumber: number | null) => ({ profileId: name.length, name, sequenceNumber });

describe('what tells accounts apart', () => {
  it('is the profiles that use them, and in which place', () => {
    const first = makeAccount({ profiles: [entry('Newsletter', 1), entry('Alerts', 1)] });
    const second = makeAccount({ accountId: 3, profiles: [entry('Newsletter', 2)] });
    const unused = makeAccount({ accountId: 4, profiles: [] });
    const all = [first, second, unused];
    expect(all.map((account) => profilesText(account, all))).toEqual([
      'first in Newsletter; alone in Alerts',
      'second in Newsletter',
      'no profile uses it',
    ]);
  });

  it('counts places beyond the third', () => {
    const all = [1, 2, 3, 4].map((place) => makeAccount({ accountId: place, profiles: [entry('P', place * 10)] }));
    expect(all.map((account) => profilesText(account, all))).toEqual([
      'first in P',
      'second in P',
      'third in P',
      '4th in P',
    ]);
  });

  it.each([
    [makeAccount(), 'anonymous'],
    [makeAccount({ signIn: 'login', username: 'relay' }), 'signs in as relay'],
    [makeAccount({ signIn: 'login' }), 'signs in as (a login without a name)'],
    [makeAccount({ signIn: 'windows' }), 'signs in as the SQL Server service account'],
  ])('is how they sign in', (account, text) => expect(signInText(account)).toBe(text));

  it('is what they sent lately', () => {
    expect(recentUseText(makeAccount())).toBe(
      'sent 12 of the newest 5,000 mails, the last at 2026-11-24 10:00:00 (server time)',
    );
    expect(recentUseText(makeAccount({ recentUse: { mails: 1, lastSent: null } }))).toBe(
      'sent 1 of the newest 5,000 mails',
    );
    expect(recentUseText(makeAccount({ recentUse: null }))).toBe('sent none of the newest 5,000 mails');
  });
});
