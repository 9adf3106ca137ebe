import type { Row } from '../sql/catalogue';
import type { Scenario } from '../scenarios/scenario';
import type { MsdbState } from './store';

/** A new msdb with the scenario's profiles and accounts. */
export function initialState(scenario: Scenario, now: Date): MsdbState {
  const { databaseMail } = scenario;
  const stamp = { last_mod_datetime: now, last_mod_user: 'CORP\\sqladmin' };
  const profileNames = [...new Set(databaseMail.accounts.flatMap((account) => account.profiles))];
  const profileId = (name: string) => profileNames.indexOf(name) + 1;
  const accounts = databaseMail.accounts;
  const configuration: [string, string, string][] = [
    ['AccountRetryAttempts', String(databaseMail.retryAttempts), 'Number of retry attempts for a mail server'],
    ['AccountRetryDelay', String(databaseMail.retryDelaySeconds), 'Delay between each retry attempt to mail server'],
    ['DatabaseMailExeMinimumLifeTime', '600', 'Minimum process lifetime in seconds'],
    ['DefaultAttachmentEncoding', 'MIME', 'Default attachment encoding'],
    ['LoggingLevel', '2', 'Database Mail logging level: normal - 1, extended - 2 (default), verbose - 3'],
    ['MaxFileSize', '1000000', 'Default maximum file size'],
    ['ProhibitedExtensions', 'exe,dll,vbs,js', 'Extensions not allowed in outgoing mails'],
  ];
  return {
    queueStarted: true,
    processes: 0,
    tables: {
      sysmail_account: accounts.map((account): Row => ({
        account_id: account.accountId,
        name: account.name,
        description: null,
        email_address: account.emailAddress,
        display_name: account.displayName,
        replyto_address: null,
        ...stamp,
      })),
      sysmail_server: accounts.map((account): Row => ({
        account_id: account.accountId,
        servertype: 'SMTP',
        servername: account.serverName,
        port: account.port,
        username: account.username,
        credential_id: account.username === null ? null : 65_536 + account.accountId,
        use_default_credentials: false,
        enable_ssl: false,
        flags: 0,
        timeout: account.timeout,
        ...stamp,
      })),
      sysmail_servertype: [{ servertype: 'SMTP', is_incoming: false, is_outgoing: true, ...stamp }],
      sysmail_profile: profileNames.map((name): Row => ({
        profile_id: profileId(name),
        name,
        description: null,
        ...stamp,
      })),
      sysmail_profileaccount: profileNames.flatMap((name) =>
        accounts
          .filter((account) => account.profiles.includes(name))
          .map((account, index): Row => ({
            profile_id: profileId(name),
            account_id: account.accountId,
            sequence_number: index + 1,
            ...stamp,
          })),
      ),
      sysmail_principalprofile: [],
      sysmail_configuration: configuration.map(([paramname, paramvalue, description]): Row => ({
        paramname,
        paramvalue,
        description,
        ...stamp,
      })),
      sysmail_mailitems: [],
      sysmail_send_retries: [],
      sysmail_attachments: [],
      sysmail_log: [],
    },
  };
}
