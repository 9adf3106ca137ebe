import type { Account } from '../database-mail/account';
import type { Connector } from '../exchange/connector';
import { attributeText, readDelays } from '../exchange/limits';
import { rankConnectors } from '../exchange/match';
import type { Problem } from '../result';
import type { Check } from './connection';

/** What was read from the SQL Server. */
export type SqlFacts = {
  productVersion: string;
  loginName: string;
  isSysadmin: boolean;
  mayReadAccounts: boolean;
  mayUpdateAccount: boolean;
  mayRestartQueue: boolean;
  maySendMail: boolean;
  databaseMailOn: boolean;
  queue: 'STARTED' | 'STOPPED';
  /** Parameters that this build's sysmail_update_account_sp has. */
  updateParameters: string[];
  retryAttempts: number;
  retryDelaySeconds: number;
  loggingLevel: number;
  accounts: Account[];
  unsent: number;
  retrying: number;
};

export type PreflightFacts = {
  profile: string;
  sourceAddress: string;
  exchange: { read: Connector[] } | { failed: Problem };
  sql: { read: SqlFacts } | { failed: Problem };
  /** Whether this SMTP server name is the chosen Exchange server, by address. */
  isChosenHub(serverName: string): boolean;
};

type Outcome = Check['outcome'];
const check = (id: string, title: string, outcome: Outcome, reason: string, remedy = ''): Check => ({
  id,
  title,
  outcome,
  reason,
  remedy,
});
const passed = (id: string, title: string, reason: string) => check(id, title, 'passed', reason);

/** The check list of page 1. A server that cannot be read gives one blocked row, and none of the rows that depend on it. */
export function runPreflight(facts: PreflightFacts): Check[] {
  const exchange = facts.exchange;
  const sql = facts.sql;
  const account = 'read' in sql ? firstAccount(facts.profile, sql.read.accounts) : null;
  return [
    ...('failed' in exchange
      ? [failed('exchange', 'Exchange answers', exchange.failed)]
      : exchangeChecks(exchange.read)),
    ...('failed' in sql ? [failed('sql', 'SQL Server answers', sql.failed)] : sqlChecks(facts, sql.read, account)),
    // Which connector serves depends on the account's port.
    ...('read' in exchange && account
      ? [servingCheck(facts, exchange.read, account.port), delayCheck(facts, exchange.read, account)]
      : []),
  ];
}

const failed = (id: string, title: string, problem: Problem) =>
  check(id, title, 'blocked', `${problem.title} ${problem.detail}`, problem.hint);

/** The account a profile tries first; null when the profile is unknown or has none. */
export function firstAccount(profile: string, accounts: readonly Account[]): Account | null {
  const sequence = (account: Account) =>
    account.profiles.find((entry) => sameName(entry.name, profile))?.sequenceNumber;
  const candidates = accounts.filter((account) => account.profiles.some((entry) => sameName(entry.name, profile)));
  return [...candidates].sort((a, b) => (sequence(a) ?? 0) - (sequence(b) ?? 0))[0] ?? null;
}

/** SQL Server's default collation compares names without regard to case. */
const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

function exchangeChecks(connectors: Connector[]): Check[] {
  const hubs = new Set(connectors.map((connector) => connector.server));
  const version = attributeText(connectors[0] ?? { attributes: {} }, 'AdminDisplayVersion') ?? 'unknown';
  return [
    passed(
      'exchange',
      'Exchange answers',
      `${connectors.length} receive connectors on ${hubs.size === 1 ? 'one hub' : `${hubs.size} hubs`} were read.`,
    ),
    version.startsWith('Version 14.')
      ? passed('exchange-version', 'Exchange version', `Exchange 2010 (${version}).`)
      : check(
          'exchange-version',
          'Exchange version',
          'warning',
          `This is not Exchange 2010 (${version}).`,
          'MaxAcknowledgementDelay has no effect from Exchange 2013 on; the connection limits do.',
        ),
  ];
}

function servingCheck(facts: PreflightFacts, connectors: Connector[], port: number): Check {
  const best = rankConnectors(connectors, { clientAddress: facts.sourceAddress, port })[0];
  const title = 'A connector serves the SQL Server';
  if (!best?.serves) {
    return check(
      'connector',
      title,
      'blocked',
      `No enabled connector accepts ${facts.sourceAddress} on port ${port}.`,
      'Create a relay connector whose RemoteIPRanges hold that address, then check again.',
    );
  }
  if (best.notForThisFix) {
    return check(
      'connector',
      title,
      'blocked',
      `${facts.sourceAddress} is served by ${best.connector.identity}. ${best.reason}`,
      'Create a dedicated relay connector for the SQL Server first: this fix weakens flood protection, so it does not belong on a shared connector.',
    );
  }
  return passed('connector', title, `${facts.sourceAddress} on port ${port} is served by ${best.connector.identity}.`);
}

function sqlChecks(facts: PreflightFacts, sql: SqlFacts, account: Account | null): Check[] {
  return [
    passed('sql', 'SQL Server answers', `Signed in as ${sql.loginName}; version ${sql.productVersion}.`),
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
          "Run sp_configure 'Database Mail XPs', 1; RECONFIGURE.",
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
      ? passed('backlog', 'Mail waiting', 'No mail is unsent or retrying.')
      : check(
          'backlog',
          'Mail waiting',
          'warning',
          `${sql.unsent} mails are unsent and ${sql.retrying} are retrying: a test competes with them.`,
          'Wait until the backlog is gone, or test anyway.',
        ),
  ];
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
  return facts.isChosenHub(account.serverName)
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

/** One timer covers a whole send, so it should outlast what the connector may hold a session for. */
function delayCheck(facts: PreflightFacts, connectors: Connector[], account: Account): Check {
  const title = 'Timeout against the connector’s delays';
  const timeout = account.timeout ?? 100;
  const shown = account.timeout === null ? 'not set (expected 100 s)' : `${account.timeout} s`;
  const best = rankConnectors(connectors, { clientAddress: facts.sourceAddress, port: account.port })[0];
  if (!best?.serves)
    return check(
      'delays',
      title,
      'warning',
      `The account's timeout is ${shown}; no connector to compare it with.`,
      'Mend the connector first.',
    );
  const delays = readDelays(best.connector);
  const needed = (delays.maxAcknowledgementDelay ?? 0) + delays.tarpitInterval;
  return timeout > needed
    ? passed('delays', title, `The timeout is ${shown}; the connector may hold a session for ${needed} s.`)
    : check(
        'delays',
        title,
        'warning',
        `The timeout is ${shown}, but the connector may hold a session for ${needed} s: mails can time out.`,
        'Steps 4 and 5 mend this.',
      );
}
