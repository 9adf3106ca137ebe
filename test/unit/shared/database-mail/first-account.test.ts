import { describe, expect, it } from 'vitest';
import { accountsOfProfile, firstAccount, tiedForFirst } from '../../../../shared/database-mail/first-account';
import { makeAccount } from './make-account';

const inProfile = (name: string, sequenceNumber: number | null, profile = 'Newsletter') =>
  makeAccount({ name, profiles: [{ profileId: 1, name: profile, sequenceNumber }] });

describe('the account a profile uses', () => {
  it('is the one with the lowest sequence number; a NULL sorts first', () => {
    const accounts = [inProfile('B', 2), inProfile('A', 1), inProfile('Other', 1, 'Alerts'), inProfile('N', null)];
    expect(accountsOfProfile('newsletter ', accounts).map((account) => account.name)).toEqual(['N', 'A', 'B']);
    expect(firstAccount('NEWSLETTER', accounts)?.name).toBe('N');
    expect(firstAccount('Nowhere', accounts)).toBeNull();
  });

  it('is of the name as written where a case-sensitive server holds both', () => {
    const accounts = [inProfile('A', 1, 'NEWSLETTER'), inProfile('B', 2, 'Newsletter')];
    expect(firstAccount('Newsletter', accounts)?.name).toBe('B');
    expect(firstAccount('NEWSLETTER', accounts)?.name).toBe('A');
    expect(tiedForFirst('Newsletter', [inProfile('A', 1, 'NEWSLETTER'), inProfile('B', 1)])).toEqual([]);
  });

  it('is not specified where two share the lowest number', () => {
    const accounts = [inProfile('A', 1), inProfile('B', 1), inProfile('C', 2)];
    expect(tiedForFirst('Newsletter', accounts).map((account) => account.name)).toEqual(['A', 'B']);
    expect(tiedForFirst('Newsletter', [inProfile('A', 1), inProfile('C', 2), inProfile('D', 2)])).toEqual([]);
    expect(tiedForFirst('Newsletter', [])).toEqual([]);
  });
});
