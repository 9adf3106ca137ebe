import { isVital, rightText, type Right } from '../database-mail/right';
import { hasDatabaseMail, sqlVersionName } from '../database-mail/version';
import { check, passed } from './check-row';
import type { Check } from './connection';
import type { PreflightFacts, SqlFacts } from './preflight-facts';

/** What the SQL Server tells of itself: version, protection, rights, and what Database Mail stands on. */
export function sqlServerChecks(facts: PreflightFacts, sql: SqlFacts): Check[] {
  return [
    versionCheck(sql),
    ...(facts.protection ? [protectionCheck(facts.protection)] : []),
    rightsCheck(sql),
    sql.databaseMailOn
      ? passed('xps', 'Database Mail is on', "The option 'Database Mail XPs' is 1.")
      : check(
          'xps',
          'Database Mail is on',
          'blocked',
          "The option 'Database Mail XPs' is 0, so nothing can be sent.",
          'Have it switched on with this text, which RelayTune does not run; then check again.',
          switchOn,
        ),
    sql.brokerOn
      ? passed('broker', 'Service Broker in msdb', 'It is on.')
      : check(
          'broker',
          'Service Broker in msdb',
          'blocked',
          'It is off, so no mail reaches the Database Mail process.',
          'Have it switched on in a quiet moment (SQL Server Agent must be stopped for it); RelayTune does not run this text.',
          'ALTER DATABASE msdb SET ENABLE_BROKER;',
        ),
    queueCheck(sql),
  ];
}

const switchOn =
  "EXEC sp_configure 'show advanced options', 1; RECONFIGURE; EXEC sp_configure 'Database Mail XPs', 1; RECONFIGURE;";

function versionCheck({ productVersion, loginName }: SqlFacts): Check {
  const title = 'SQL Server answers';
  const reason = `Signed in as ${loginName}; ${sqlVersionName(productVersion)}.`;
  return hasDatabaseMail(productVersion)
    ? passed('sql', title, reason)
    : check('sql', title, 'blocked', reason, 'Database Mail came with SQL Server 2005: this server has none.');
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
        'Install the TLS 1.2 update of this SQL Server version (KB3135244, for 2008 to 2014).',
      );
}

function rightsCheck({ isSysadmin, missingRights }: SqlFacts): Check {
  const title = 'Rights in msdb';
  if (isSysadmin) return passed('rights', title, 'The login is a member of sysadmin, which can do every step.');
  if (missingRights.length === 0)
    return check(
      'rights',
      title,
      'warning',
      'The login has every right that RelayTune asks for, but is no member of sysadmin: on older versions it may see its own mails and log rows only.',
      'Sign in with a member of sysadmin to be sure.',
    );
  return check(
    'rights',
    title,
    missingRights.some(isVital) ? 'blocked' : 'warning',
    `Missing: ${missingText(missingRights)}.`,
    'Sign in with a member of sysadmin, or have these rights granted.',
  );
}

/** The rights that are missing, together by what they are needed for. */
function missingText(missing: readonly Right[]): string {
  const purposes = [...new Set(missing.map((right) => right.needed))];
  return purposes
    .map((purpose) => {
      const of = missing.filter((right) => right.needed === purpose).map(rightText);
      return `${of.join(', ')} (${purpose})`;
    })
    .join('; ');
}

function queueCheck({ queue }: SqlFacts): Check {
  const title = 'Mail queue';
  if ('failed' in queue)
    return check(
      'queue',
      title,
      'warning',
      `Whether it is started cannot be seen: ${queue.failed.detail}`,
      'Sign in with a member of sysadmin.',
    );
  return queue.read === 'STARTED'
    ? passed('queue', title, 'The queue is started.')
    : check(
        'queue',
        title,
        'blocked',
        'The queue is stopped, and RelayTune did not stop it.',
        'Find out who stopped it and why; start it with sysmail_start_sp.',
      );
}
