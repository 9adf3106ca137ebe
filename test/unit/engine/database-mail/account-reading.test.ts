import { describe, expect, it } from 'vitest';
import { lostColumns, readingOf } from '../../../../electron/engine/database-mail/account-reading';
import { makeAccount } from '../../shared/database-mail/make-account';

const before = readingOf(makeAccount({ username: 'svc', credentialId: 65_543, signIn: 'login', displayName: 'Bulk' }));
const after = (changes: Parameters<typeof makeAccount>[0]) =>
  readingOf(makeAccount({ username: 'svc', credentialId: 65_543, signIn: 'login', displayName: 'Bulk', ...changes }));

describe('what an update of the timeout must leave alone', () => {
  it('is everything but the timeout', () => {
    expect(lostColumns(before, after({ timeout: 90 }))).toBeNull();
    // Who changed the row, and when, changes with every update.
    expect(lostColumns(before, after({ lastModified: '2026-11-25T00:00:00', lastModifiedBy: 'relaytune' }))).toBeNull();
  });

  it('is the login before all, and the remedy says so', () => {
    expect(lostColumns(before, after({ username: null, credentialId: null }))).toBe(
      'username was svc and is now NULL; credential_id was 65543 and is now NULL. Enter the account’s sign-in again in the Database Mail configuration before more mail fails.',
    );
  });

  it('is the display name too, which old builds overwrite', () => {
    expect(lostColumns(before, after({ displayName: null }))).toBe(
      'display_name was Bulk and is now NULL. Put it right in the Database Mail configuration.',
    );
  });
});
