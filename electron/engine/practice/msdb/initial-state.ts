import type { Row } from '../sql/catalogue';
import type { Scenario } from '../scenarios/scenario';
import { credentialId } from './credentials';
import type { MsdbOptions } from './options';
import { sidOf } from './principals';
import type { MsdbState } from './store';

/** The history ends this long before the lab begins, out of the way of what counts the last days. */
const historyAgeMilliseconds = 30 * 86_400_000;

/** A new msdb with the scenario's profiles and accounts. */
export function initialState(scenario: Scenario, options: MsdbOptions, now: Date): MsdbState {
  const { databaseMail } = scenario;
  const stamp = { last_mod_datetime: now, last_mod_user: 'CORP\\sqladmin' };
  const accounts = options.accounts ?? databaseMail.accounts;
  const profileNames = [...new Set([...accounts.flatMap((account) => account.profiles), ...(options.profiles ?? [])])];
  const profileId = (name: string) => profileNames.indexOf(name) + 1;
  const configuration: [string, string, string][] = [
    [
      'AccountRetryAttempts',
      String(options.retryAttempts ?? databaseMail.retryAttempts),
      'Number of retry attempts for a mail server',
    ],
    [
      'AccountRetryDelay',
      String(options.retryDelaySeconds ?? databaseMail.retryDelaySeconds),
      'Delay between each retry attempt to mail server',
    ],
    ['DatabaseMailExeMinimumLifeTime', '600', 'Minimum process lifetime in seconds'],
    ['DefaultAttachmentEncoding', 'MIME', 'Default attachment encoding'],
    [
      'LoggingLevel',
      String(options.loggingLevel ?? 2),
      'Database Mail logging level: normal - 1, extended - 2 (default), verbose - 3',
    ],
    ['MaxFileSize', '1000000', 'Default maximum file size'],
    ['ProhibitedExtensions', 'exe,dll,vbs,js', 'Extensions not allowed in outgoing mails'],
  ];
  return {
    queueStarted: options.queueStopped !== true,
    processes: 0,
    options,
    credentials: Object.fromEntries(
      accounts.flatMap(({ accountId, username, password }) =>
        username === null ? [] : [[String(credentialId(accountId)), password ?? '']],
      ),
    ),
    ...(options.history
      ? {
          history: {
            ...options.history,
            endedAt: new Date(now.getTime() - historyAgeMilliseconds).toISOString(),
            deleted: {},
          },
        }
      : {}),
    tables: {
      sysmail_account: accounts.map((account): Row => ({
        account_id: account.accountId,
        name: account.name,
        description: account.description ?? null,
        email_address: account.emailAddress,
        display_name: account.displayName,
        replyto_address: account.replyTo ?? null,
        ...stamp,
      })),
      sysmail_server: accounts.map((account): Row => ({
        account_id: account.accountId,
        servertype: 'SMTP',
        servername: account.serverName,
        port: account.port,
        username: account.username,
        credential_id: account.username === null ? null : credentialId(account.accountId),
        use_default_credentials: account.useDefaultCredentials ?? false,
        enable_ssl: account.enableSsl ?? false,
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
      sysmail_principalprofile: (options.principals ?? []).map(({ profile, principal, isDefault }): Row => ({
        profile_id: profileId(profile),
        principal_sid: sidOf(principal),
        is_default: isDefault ?? false,
        ...stamp,
      })),
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
