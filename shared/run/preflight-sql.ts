import type { Account } from '../database-mail/account';
import { check, passed } from './check-row';
import type { Check } from './connection';
import type { PreflightFacts, SqlFacts } from './preflight-facts';

/** What the SQL Server tells; `account` is the one that the profile tries first. */
export function sqlChecks(facts: PreflightFacts, sql: SqlFacts, account: Account | null): Check[] {
  return [
    passed('sql', 'SQL Server answers', `Signed in as ${sql.loginName}; version ${sql.productVersion}.`),
    ...(facts.protection ? [protectionCheck(facts.protection)] : []),
    sql.isSysadmin
      ? passed('rights', 'Rights in msdb', 'The login is a member of sysadmin.')
      : check(
          'rights',
          'Rights in msdb',
          sql.mayReadAccounts && sql.mayUpdateAccount ? 'warning' : 'blocked',
          missingRights(sql),
          'Sign in with a member of sysadmin, or have these rights granted in msdb.',
        ),
    sql.databaseMailOn
      ? passed('xps', 'Database Mail is on', "The option 'Database Mail XPs' is 1.")
      : check(
          'xps',
          'Database Mail is on',
          'blocked',
          "The option 'Database Mail XPs' is 0, so nothing can be sent.",
          "As sysadmin, run: EXEC sp_configure 'show advanced options', 1; RECONFIGURE; EXEC sp_configure 'Database Mail XPs', 1; RECONFIGURE;",
        ),
    sql.queue === 'STARTED'
      ? passed('queue', 'Mail queue', 'The queue is started.')
      : check(
          'queue',
          'Mail queue',
          'blocked',
          'The queue is stopped, and RelayTune did not stop it.',
          'Find out who stopped it and why; start it with sysmail_start_sp.',
        ),
    parameterCheck(sql),
    profileCheck(facts, account),
    ...(account ? [hubCheck(facts, account), loginCheck(account)] : []),
    check(
      'retries',
      'Retries',
      'passed',
      `A failed mail is tried ${sql.retryAttempts + 1} times, ${sql.retryDelaySeconds} s apart.`,
    ),
    sql.loggingLevel >= 2
      ? passed('logging', 'Logging level', `LoggingLevel is ${sql.loggingLevel}: errors and warnings are recorded.`)
      : check(
          'logging',
          'Logging level',
          'warning',
          `LoggingLevel is ${sql.loggingLevel}: errors only.`,
          'Set it to 2 or 3 with sysmail_configure_sp to see more.',
        ),
    sql.unsent + sql.retrying === 0
      ? passed('backlog', 'Mail waiting', 'None of the newest 5,000 mails is unsent or retrying.')
      : check(
          'backlog',
          'Mail waiting',
          'warning',
          `Of the newest 5,000 mails ${sql.unsent} are unsent and ${sql.retrying} are retrying: a test competes with them.`,
          'Wait until the backlog is gone, or test anyway.',
        ),
  ];
}

/** What the user agreed to is said again at each check. */
function protectionCheck({ encryption, accepted }: NonNullable<PreflightFacts['protection']>): Check {
  const title = 'Session to SQL Server';
  if (encryption === 'none')
    return check(
      'protection',
      title,
      'warning',
      'It is not encrypted, as you agreed: the password is only disguised, and everything else can be read on the way.',
      'Go back to TLS under “More choices” as soon as the server offers it.',
    );
  const certificate =
    accepted === null
      ? 'the certificate is trusted by this computer'
      : 'you accepted the certificate by its fingerprint';
  return encryption === 'tls'
    ? passed('protection', title, `Encrypted with TLS 1.2; ${certificate}.`)
    : check(
        'protection',
        title,
        'warning',
        `Encrypted with TLS 1.0 or later, as you agreed; ${certificate}.`,
        'Install the TLS 1.2 update of this SQL Server version (KB3135244).',
      );
}

function missingRights(sql: SqlFacts): string {
  const missing = [
    sql.mayReadAccounts ? '' : 'SELECT on sysmail_server',
    sql.mayUpdateAccount ? '' : 'EXECUTE on sysmail_update_account_sp',
    sql.mayRestartQueue ? '' : 'EXECUTE on sysmail_stop_sp and sysmail_start_sp',
    sql.maySendMail ? '' : 'EXECUTE on sp_send_dbmail',
  ].filter(Boolean);
  return missing.length === 0
    ? 'The login is no sysadmin, so it may see only its own mails.'
    : `Missing: ${missing.join(', ')}.`;
}

function parameterCheck(sql: SqlFacts): Check {
  const names = new Set(sql.updateParameters.map((name) => name.toLowerCase()));
  const missing = ['@timeout', '@no_credential_change'].filter((name) => !names.has(name));
  const title = 'sysmail_update_account_sp';
  return missing.length === 0
    ? passed('procedure', title, 'It has @timeout and @no_credential_change, so a stored login survives the change.')
    : check(
        'procedure',
        title,
        'warning',
        `This build lacks ${missing.join(' and ')}.`,
        'Install the current service pack, or leave step 5 out.',
      );
}

function profileCheck(facts: PreflightFacts, account: Account | null): Check {
  return account
    ? passed('profile', 'Database Mail profile', `${facts.profile} sends with the account ${account.name} first.`)
    : check(
        'profile',
        'Database Mail profile',
        'blocked',
        `There is no profile "${facts.profile}", or it has no account.`,
        'Enter the name of the profile that the failing mails use.',
      );
}

function hubCheck(facts: PreflightFacts, account: Account): Check {
  const title = 'The account sends through this Exchange server';
  return account.serverAddresses.some((address) => facts.hubAddresses.includes(address))
    ? passed('hub', title, `${account.name} sends to ${account.serverName}:${account.port}.`)
    : check(
        'hub',
        title,
        'warning',
        `${account.name} sends to ${account.serverName}:${account.port}, which is not the chosen server.`,
        'Check the Exchange server name, or choose another profile.',
      );
}

function loginCheck(account: Account): Check {
  return account.signIn === 'login'
    ? check(
        'sign-in',
        'How the account signs in',
        'warning',
        `${account.name} has a stored login (${account.username ?? ''}).`,
        'RelayTune changes the timeout without touching it, and checks that afterwards.',
      )
    : passed(
        'sign-in',
        'How the account signs in',
        `${account.name} signs in ${account.signIn === 'windows' ? 'as the service account' : 'anonymously'}: there is no login to lose.`,
      );
}
