import type { Problem } from '../../../shared/result';

type Known = { code: string; title: string; hint: string };

/** SQL Server's error numbers that have their own remedy (domain: sysmessages, and the driver's codes below). */
const byNumber: Record<number, Known> = {
  18456: {
    code: 'sql/login-failed',
    title: 'SQL Server refused the sign-in.',
    hint: 'Check the login and the password; the server must allow SQL Server authentication.',
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

const byCode: Record<string, Known> = {
  ELOGIN: {
    code: 'sql/login-failed',
    title: 'SQL Server refused the sign-in.',
    hint: 'Check the login and the password; the server must allow SQL Server authentication.',
  },
  ETIMEOUT: {
    code: 'sql/timeout',
    title: 'SQL Server did not answer in time.',
    hint: 'Check the server name, the port (1433 unless told otherwise) and the firewall between this computer and the server.',
  },
  ESOCKET: {
    code: 'sql/unreachable',
    title: 'SQL Server cannot be reached.',
    hint: 'Check the server name, the port (1433 unless told otherwise) and the firewall between this computer and the server.',
  },
  EINSTLOOKUP: {
    code: 'sql/instance-unknown',
    title: 'The server has no SQL Server instance of that name.',
    hint: 'Check the instance name, or enter HOST,PORT instead.',
  },
  ECONNCLOSED: {
    code: 'sql/connection-lost',
    title: 'The connection to SQL Server was lost.',
    hint: 'Connect again on page 1.',
  },
  ENOTOPEN: {
    code: 'sql/connection-lost',
    title: 'The connection to SQL Server was lost.',
    hint: 'Connect again on page 1.',
  },
};

/** Turns what mssql or tedious threw into a sentence with a remedy. The texts of the driver hold no password. */
export function sqlProblem(error: unknown): Problem {
  const { number, code, message } = fieldsOf(error);
  const known = (number === null ? undefined : byNumber[number]) ?? byCode[code];
  const detail = number === null ? message : `Error ${number}: ${message}`;
  if (known) return { ...known, detail };
  return {
    code: 'sql/error',
    title: 'SQL Server reported an error.',
    detail,
    hint: 'Read the text above; nothing else was sent. Correct the cause and try again.',
  };
}

function fieldsOf(error: unknown): { number: number | null; code: string; message: string } {
  if (!(error instanceof Error)) return { number: null, code: '', message: String(error) };
  const number = 'number' in error && typeof error.number === 'number' ? error.number : null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { number, code, message: error.message };
}
