import type { Account } from '../database-mail/account';
import { newestMailsText } from '../database-mail/newest-mails';
import { accountsOfProfile, tiedForFirst } from '../database-mail/first-account';
import { timeoutMeaning, timeoutStep } from '../database-mail/timeout';
import { missingParameters, timeoutWay } from '../database-mail/timeout-way';
import { sameHost } from '../exchange/same-host';
import { check, failed, passed } from './check-row';
import type { Check } from './connection';
import type { MailConfiguration, PreflightFacts, SqlFacts } from './preflight-facts';

/** What the SQL Server tells of Database Mail's set-up; `account` is the one that the profile tries first. */
export function databaseMailChecks(facts: PreflightFacts, sql: SqlFacts, account: Account | null): Check[] {
  return [
    parameterCheck(sql, account),
    'failed' in sql.accounts
      ? failed('profile', 'Database Mail profile', sql.accounts.failed)
      : profileCheck(facts, sql.accounts.read),
    ...(account ? [hubCheck(facts, account), loginCheck(account), timeoutCheck(account)] : []),
    ...('failed' in sql.configuration
      ? [unreadable('retries', 'Retries and logging', sql.configuration.failed.detail)]
      : [retryCheck(sql.configuration.read), loggingCheck(sql.configuration.read)]),
    'failed' in sql.backlog
      ? unreadable('backlog', 'Mail waiting', sql.backlog.failed.detail)
      : backlogCheck(sql.backlog.read),
  ];
}

const unreadable = (id: string, title: string, detail: string) =>
  check(id, title, 'warning', `It cannot be read: ${detail}`, 'Sign in with a member of sysadmin.');

/** What the timeout means now, and what page 5 would make of it. */
function timeoutCheck(account: Account): Check {
  const title = 'Timeout of the account';
  const reason = `The timeout of ${account.name} is ${timeoutMeaning(account.timeout)}. ${timeoutStep(account.timeout)}`;
  return passed('timeout', title, reason);
}

function retryCheck({ retryAttempts, retryDelaySeconds }: MailConfiguration): Check {
  const title = 'Retries';
  const reason = `A failed mail is tried ${retryAttempts + 1} times, ${retryDelaySeconds} s apart (AccountRetryAttempts ${retryAttempts}, AccountRetryDelay ${retryDelaySeconds}).`;
  return retryAttempts <= usualRetries
    ? passed('retries', title, reason)
    : check(
        'retries',
        title,
        'warning',
        `${reason} Every refused mail comes back in the same crowd: more retries hide the fault and add to the load.`,
        'Once the cause is mended, set AccountRetryAttempts back to 1 with sysmail_configure_sp.',
      );
}

function loggingCheck({ loggingLevel }: MailConfiguration): Check {
  return loggingLevel >= 2
    ? passed('logging', 'Logging level', `LoggingLevel is ${loggingLevel}: errors and warnings are recorded.`)
    : check(
        'logging',
        'Logging level',
        'warning',
        `LoggingLevel is ${loggingLevel}: errors only, so the end of the Database Mail process cannot be seen.`,
        'Set it to 2 or 3 with sysmail_configure_sp to see more.',
      );
}

function backlogCheck({ unsent, retrying }: { unsent: number; retrying: number }): Check {
  return unsent + retrying === 0
    ? passed('backlog', 'Mail waiting', 'No mail is unsent or retrying.')
    : check(
        'backlog',
        'Mail waiting',
        'warning',
        `Of ${newestMailsText} ${unsent} are unsent and ${retrying} are retrying: a test competes with them.`,
        'Wait until the backlog is gone, or test anyway.',
      );
}

function parameterCheck(sql: SqlFacts, account: Account | null): Check {
  const title = 'sysmail_update_account_sp';
  if (sql.updateParameters.length === 0)
    return unreadable('procedure', title, 'its parameters are not visible to this login.');
  const way = timeoutWay(sql.updateParameters, account);
  const missing = missingParameters(sql.updateParameters);
  if (missing.length === 0)
    return passed(
      'procedure',
      title,
      'It has @timeout and @no_credential_change, so a stored login survives the change.',
    );
  const reason = `This build lacks ${missing.join(' and ')}.`;
  return way === 'without-flag'
    ? check(
        'procedure',
        title,
        'warning',
        `${reason} The account has no login to lose, so the call works without it; a build this old may empty the display name, reply address and description (expected, not confirmed).`,
        serviceBuild,
      )
    : check(
        'procedure',
        title,
        'warning',
        `${reason} Page 5 could only write to the table itself, which Microsoft does not support.`,
        serviceBuild,
      );
}

const serviceBuild = 'Install the current service pack of this version, or leave page 5 out.';
/** As SQL Server installs it. */
const usualRetries = 1;

function profileCheck({ profile }: PreflightFacts, accounts: readonly Account[]): Check {
  const title = 'Database Mail profile';
  const [first, ...others] = accountsOfProfile(profile, accounts);
  if (!first)
    return check(
      'profile',
      title,
      'blocked',
      `There is no profile "${profile}", or it has no account.`,
      'Enter the name of the profile that the failing mails use.',
    );
  const tied = tiedForFirst(profile, accounts);
  if (tied.length > 0)
    return check(
      'profile',
      title,
      'warning',
      `${tied.map((account) => account.name).join(' and ')} have the same sequence number in ${profile}: which one is used is not specified.`,
      'Give them different sequence numbers with sysmail_update_profileaccount_sp, or change the timeout of each.',
    );
  const then = others.length === 0 ? '' : `, then ${others.map((account) => account.name).join(', ')}`;
  return passed('profile', title, `${profile} sends with the account ${first.name} first${then}.`);
}

function hubCheck(facts: PreflightFacts, account: Account): Check {
  const title = 'The account sends through this Exchange server';
  const sends = `${account.name} sends to ${account.serverName}:${account.port}`;
  const remedy = 'Check the Exchange server name, or choose another profile.';
  switch (sameHost(account.serverAddresses, facts.hubAddresses)) {
    case 'same':
      return passed('hub', title, `${sends}.`);
    case 'other':
      return check('hub', title, 'warning', `${sends}, which is not the chosen server.`, remedy);
    case 'unknown':
      return check(
        'hub',
        title,
        'warning',
        `${sends}; whether that is the chosen server cannot be told, since DNS knows no address of one of them from here.`,
        'Compare the two names yourself, or check again from a computer that can resolve them.',
      );
  }
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
