import { ProblemError } from '../result';
import type { Runbook, RunbookStep } from './runbook';
import { byteOrderMark, inComment, introduction, orText, settingText } from './runbook-words';

/**
 * The SQL Server side of a runbook: T-SQL that SQL Server 2005 reads, in one batch. Each target is guarded on its own, so that one that is
 * refused holds up no other.
 * @throws ProblemError 'runbook/nothing' where it has none
 */
export function runbookSql(book: Runbook): string {
  const steps = book.steps.filter(({ kind }) => kind === 'account');
  if (steps.length === 0) throw noAccount(book);
  const head = introduction(book, [
    'How to run it: in a query window or with sqlcmd, as somebody who may change Database Mail accounts.',
    'It needs SQL Server 2005 or later.',
  ]);
  const script = [
    '/*',
    ...head.map((line) => ` * ${line}`.trimEnd()),
    ' */',
    'SET NOCOUNT ON;',
    'DECLARE @Found int, @Now int;',
    ...steps.map(
      (step, index) => `\n-- ---- ${index + 1} of ${steps.length}: ${inComment(step.name)}\n${accountBlock(step)}`,
    ),
    '',
  ].join('\n');
  return byteOrderMark + script.replaceAll('\n', '\r\n');
}

function accountBlock({ key, name, settings, commands }: RunbookStep): string {
  const { from, to } = timeoutOf(settings);
  const id = wholeText(key);
  const read = `SELECT s.account_id, a.name, s.servername, s.port, s.timeout, s.username, s.credential_id,
       s.use_default_credentials, s.enable_ssl
FROM msdb.dbo.sysmail_server s
JOIN msdb.dbo.sysmail_account a ON a.account_id = s.account_id
WHERE s.account_id = ${id};`;
  const readTimeout = `SET @Now = (SELECT s.timeout FROM msdb.dbo.sysmail_server s WHERE s.account_id = ${id});`;
  return `${settings.map((each) => `--      ${inComment(settingText(each))}`).join('\n')}
-- What is there now:
${read}
SET @Found = (SELECT COUNT(*) FROM msdb.dbo.sysmail_account a
JOIN msdb.dbo.sysmail_server s ON s.account_id = a.account_id
WHERE a.account_id = ${id} AND a.name = ${literal(name)});
${readTimeout}
IF @Found <> 1
  RAISERROR(N'Nothing was changed: the account ${id} does not have the name that was expected, or it or its mail server is not there any more.', 16, 1);
ELSE IF @Now ${is(to)}
  PRINT N'It is so already: there is nothing to do.';
ELSE IF ${from.map((value) => `@Now ${is(value)}`).join(' OR ')}
BEGIN
  ${commands.join('\n  ')}
  -- Read back:
${read.replace(/^/gm, '  ')}
  ${readTimeout}
  IF @Now ${is(to)}
    PRINT N'Done, and read back. It counts for certain once the Database Mail process has restarted.';
  ELSE
    RAISERROR(N'The value read back is not the one that was set: timeout is %d, and not ${to}.', 16, 1, @Now);
END
ELSE
  RAISERROR(N'Nothing was changed: timeout is %d, and not ${orText([...from, to])}. Look who changed it, and why.', 16, 1, @Now);`;
}

function is(value: string): string {
  return value === 'NULL' ? 'IS NULL' : `= ${wholeText(value)}`;
}

/** The one column of an account that a plan writes; throws RangeError on any other. */
function timeoutOf([setting, ...more]: RunbookStep['settings']): RunbookStep['settings'][number] {
  if (setting?.setting !== 'timeout' || more.length > 0)
    throw new RangeError('Of an account RelayTune writes the timeout.');
  return setting;
}

/** Throws RangeError on anything but a whole number. */
function wholeText(text: string): string {
  if (!/^-?\d{1,10}$/.test(text)) throw new RangeError(`${text} is not a whole number.`);
  return text;
}

/** What cannot be seen, a backslash (before a line break it would vanish), and what sqlcmd takes for a variable: by its number. */
const special = /([\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]|\$(?=\())/u;

/** A text as T-SQL, exact whatever it holds. */
function literal(text: string): string {
  // The capturing group puts what splits at every odd place.
  const words = text
    .split(special)
    .map((part, place) => (place % 2 === 1 ? byNumber(part) : part === '' ? null : `N'${part.replaceAll("'", "''")}'`))
    .filter((word) => word !== null);
  return words.length === 0 ? "N''" : words.length === 1 ? (words[0] ?? '') : `(${words.join(' + ')})`;
}

/** Beyond the first plane a character is two of SQL Server's. */
const byNumber = (sign: string) =>
  sign
    .split('')
    .map((unit) => `NCHAR(${unit.charCodeAt(0)})`)
    .join(' + ');

function noAccount({ missing }: Runbook): ProblemError {
  return new ProblemError({
    code: 'runbook/nothing',
    title: 'There is nothing for SQL Server in it.',
    detail: missing ?? 'No Database Mail account is changed.',
    hint: 'Save the script for the Exchange Management Shell (.ps1) instead.',
  });
}
