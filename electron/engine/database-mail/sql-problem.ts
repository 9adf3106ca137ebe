import type { Problem } from '../../../shared/result';
import { serverText } from '../../../shared/server-text';

type Known = { code: string; title: string; hint: string };

/** SQL Server's error numbers that have their own remedy (sys.messages), and the driver's codes below. */
const byNumber: Record<number, Known> = {
  18456: {
    code: 'sql/login-failed',
    title: 'SQL Server refused the sign-in.',
    hint: 'Check the name and the password. SQL Server authentication must be allowed for a SQL Server login (mixed mode); the server’s error log names the state behind this error.',
  },
  18452: {
    code: 'sql/untrusted-domain',
    title: 'SQL Server does not accept this Windows sign-in.',
    hint: 'The domain must be trusted by the server’s, NTLM must be allowed there, and for a SQL Server login the server must be in mixed mode.',
  },
  18470: {
    code: 'sql/login-disabled',
    title: 'This login is disabled.',
    hint: 'Have it enabled (ALTER LOGIN … ENABLE), or sign in with another.',
  },
  18486: {
    code: 'sql/login-locked',
    title: 'This login is locked out after too many wrong passwords.',
    hint: 'Have it unlocked (ALTER LOGIN … WITH PASSWORD = … UNLOCK), or wait until the policy unlocks it.',
  },
  18487: {
    code: 'sql/password-expired',
    title: 'The password of this login has expired.',
    hint: 'Set a new one in SQL Server Management Studio, then check again.',
  },
  18488: {
    code: 'sql/password-must-change',
    title: 'The password of this login must be changed first.',
    hint: 'Sign in once with SQL Server Management Studio, which asks for a new one; then check again.',
  },
  18461: {
    code: 'sql/single-user',
    title: 'The server is in single-user mode and somebody else is signed in.',
    hint: 'Wait until maintenance is over.',
  },
  17892: {
    code: 'sql/logon-trigger',
    title: 'A logon trigger of the server refuses this sign-in.',
    hint: 'Ask who wrote the trigger: the program name it sees is RelayTune.',
  },
  4060: {
    code: 'sql/no-msdb',
    title: 'This login may not open the database msdb.',
    hint: 'Sign in with a member of sysadmin, or have a user for this login made in msdb.',
  },
  916: {
    code: 'sql/no-msdb',
    title: 'This login may not open the database msdb.',
    hint: 'Sign in with a member of sysadmin, or have a user for this login made in msdb.',
  },
  596: {
    code: 'sql/session-killed',
    title: 'SQL Server ended RelayTune’s session.',
    hint: 'Somebody used KILL, or the server is going down. Try again when that is over.',
  },
  14650: {
    code: 'sql/broker-off',
    title: 'Service Broker is off in msdb, so Database Mail cannot send.',
    hint: 'Have it switched on in a quiet moment: ALTER DATABASE msdb SET ENABLE_BROKER; then check again.',
  },
  229: {
    code: 'sql/no-right',
    title: 'This login lacks a right in msdb.',
    hint: 'Sign in with a member of sysadmin, or ask for the right that the text names.',
  },
  14641: {
    code: 'sql/queue-stopped',
    title: 'Database Mail is stopped on this server.',
    hint: 'Start it with sysmail_start_sp, or find out who stopped it and why.',
  },
  15281: {
    code: 'sql/xps-off',
    title: 'Database Mail is switched off on this server.',
    hint: "Switch on 'Database Mail XPs' with sp_configure, then check again.",
  },
  14607: {
    code: 'sql/profile-unknown',
    title: 'SQL Server does not know this profile, or you may not use it.',
    hint: 'Enter the name of a Database Mail profile that the failing mails use.',
  },
  14606: {
    code: 'sql/account-unknown',
    title: 'The Database Mail account no longer exists.',
    hint: 'Read the accounts again on page 5.',
  },
  8145: {
    code: 'sql/parameter-missing',
    title: 'This build of SQL Server lacks a parameter that RelayTune needs.',
    hint: 'Install the service pack for this version, or change the timeout by hand.',
  },
  1222: {
    code: 'sql/locked',
    title: 'The Database Mail tables were locked for more than five seconds.',
    hint: 'Try again in a quiet moment.',
  },
  1205: {
    code: 'sql/deadlock',
    title: 'SQL Server chose this request as a deadlock victim.',
    hint: 'Try again; nothing was changed by this request.',
  },
};

const lost: Known = {
  code: 'sql/connection-lost',
  title: 'The connection to SQL Server was lost.',
  hint: 'Check that the server runs; the next step signs in again by itself. What was under way is read again, not assumed.',
};

const byCode: Record<string, Known> = {
  ETIMEOUT: {
    code: 'sql/timeout',
    title: 'SQL Server did not answer in time.',
    hint: 'Look whether the server is under load or something is locked, then try again.',
  },
  ECANCEL: {
    code: 'sql/cancelled',
    title: 'The request was stopped.',
    hint: 'Start it again whenever you like.',
  },
  ESOCKET: lost,
  ETIMEDOUT: lost,
  ECONNRESET: lost,
  EPIPE: lost,
  ECONNCLOSED: lost,
  ENOTOPEN: lost,
  EINVALIDSTATE: lost,
};

/** What a request's error number means and what to do about it; `message` is SQL Server's own text. */
export function problemOfNumber(number: number, message: string): Problem {
  const known = byNumber[number];
  const detail = `Error ${number}: ${serverText(message)}`;
  return known
    ? { ...known, detail }
    : {
        code: 'sql/error',
        title: 'SQL Server reported an error.',
        detail,
        hint: 'Read the text above; nothing else was sent. Correct the cause and try again.',
      };
}

/** Turns what mssql or tedious threw at a request, or OdbcError, into a sentence with a remedy. The texts of the driver hold no password. */
export function sqlProblem(error: unknown): Problem {
  const number = numberOf(error);
  const message = serverText(error instanceof Error ? error.message : String(error));
  if (number !== null) return problemOfNumber(number, message);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = byCode[code];
  return known
    ? { ...known, detail: message }
    : {
        code: 'sql/error',
        title: 'The request to SQL Server failed.',
        detail: message,
        hint: 'Read the text above. Correct the cause and try again.',
      };
}

/** SQL Server's error number, wherever the driver keeps it; null where the error is not the server's. */
function numberOf(error: unknown): number | null {
  for (let each: unknown = error; each instanceof Error; each = 'originalError' in each ? each.originalError : null) {
    if ('number' in each && typeof each.number === 'number') return each.number;
  }
  return null;
}
