import type { Account } from '../../../../shared/database-mail/account';

/** An anonymous account of the profile Newsletter; a test says what is otherwise. */
export function makeAccount(changes: Partial<Account> = {}): Account {
  return {
    accountId: 2,
    name: 'Newsletter',
    emailAddress: 'newsletter@corp.example',
    displayName: null,
    replyToAddress: null,
    description: null,
    serverType: 'SMTP',
    serverName: 'hub1',
    serverAddresses: ['10.1.1.1'],
    port: 25,
    timeout: 60,
    username: null,
    credentialId: null,
    useDefaultCredentials: false,
    enableSsl: false,
    flags: 0,
    lastModified: '2019-05-06T07:08:09',
    lastModifiedBy: 'CORP\\sqladmin',
    signIn: 'anonymous',
    profiles: [{ profileId: 1, name: 'Newsletter', sequenceNumber: 1 }],
    recentUse: { mails: 12, lastSent: '2026-11-24T10:00:00' },
    recentFailures: [],
    ...changes,
  };
}
