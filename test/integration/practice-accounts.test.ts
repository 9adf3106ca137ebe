import { describe, expect, it } from 'vitest';
import { readAccount } from '../../electron/engine/database-mail/read-accounts';
import { updateTimeout } from '../../electron/engine/database-mail/statements';
import { signIn, startLab } from '../support/practice-lab';

/** The account with a stored login. */
const partner = 4;
const anonymous = 2;

describe('sysmail_update_account_sp and the stored login', () => {
  // What each call leaves of the login: the traps of the real procedure.
  it.each([
    ['without the flag and without a user the login is lost', partner, '@timeout = 60', null, null],
    ['with flag 0 too', partner, '@timeout = 60, @no_credential_change = 0', null, null],
    ['with the flag it stays', partner, '@timeout = 60, @no_credential_change = 1', 'corp-reports', 65_540],
    ['an anonymous account has nothing to lose', anonymous, '@timeout = 60', null, null],
    [
      'a user with the flag makes a credential, but no username',
      anonymous,
      "@username = N'someone', @no_credential_change = 1",
      null,
      65_538,
    ],
  ])('%s', async (_name, account, parameters, username, credentialId) => {
    const sql = await signIn(await startLab());
    await sql.run(`EXEC msdb.dbo.sysmail_update_account_sp @account_id = ${account}, ${parameters};`);
    expect(await readAccount(sql, account)).toMatchObject({ username, credentialId });
  });

  it('changes the timeout and nothing else with the one call RelayTune makes', async () => {
    const sql = await signIn(await startLab());
    const before = await readAccount(sql, partner);
    await sql.run(updateTimeout(partner, 75));
    const after = await readAccount(sql, partner);
    // Who changed it, and when, is written with it.
    const { lastModified, lastModifiedBy } = after ?? {};
    expect(after).toEqual({ ...before, timeout: 75, lastModified, lastModifiedBy });
  });

  it('keeps what NULL is given for, and renames when both id and name are', async () => {
    const sql = await signIn(await startLab());
    await sql.run(
      "EXEC msdb.dbo.sysmail_update_account_sp @account_id = 2, @account_name = N'Bulk', @no_credential_change = 1, @port = NULL;",
    );
    expect(await readAccount(sql, anonymous)).toMatchObject({ name: 'Bulk', port: 2525, timeout: 20 });
  });
});
