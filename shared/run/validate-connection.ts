import { isAddress } from '../exchange/addresses';
import type { Connection } from './connection';

export type ConnectionMessages = { [field in keyof Connection]?: string };

const label = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const hostName = new RegExp(`^${label}(?:\\.${label})*$`);
const instanceName = /^[\p{L}_#&][\p{L}\p{N}_$#]{0,15}$/u;
const mailbox = new RegExp(`^[^\\s@<>()[\\]\\\\,;:"\\p{Cc}\\p{Cf}]{1,64}@${label}(?:\\.${label})+$`, 'u');
/** A NetBIOS or DNS name, and what a SAM account name may hold. */
const domainUser = /^[^\\/:*?"<>|@\s]{1,255}\\[^\\/[\]:;|=,+*?<>"]{1,64}$/u;
const notDomainUser = 'Enter the user as DOMAIN\\user, for example CORP\\anna.admin.';
const unsafe = /[\p{Cc}\p{Cf}]/u;
const longestName = 128;
const mostMailboxes = 20;
/** Nodes of a cluster. */
const mostAddresses = 64;

/** One message for each field of page 1 that cannot be used, saying what to enter; empty when all can. */
export function checkConnection(connection: Connection): ConnectionMessages {
  const messages: Partial<Record<keyof Connection, string | null>> = {
    exchangeServer: checkHost(connection.exchangeServer),
    sqlServer: checkSqlServer(connection.sqlServer),
    sqlAddresses: checkAddresses(connection.sqlAddresses),
    sqlUser: checkUser(connection),
    profile: checkName(connection.profile, 'the name of the Database Mail profile that the failing mails use'),
    testMailboxes: checkMailboxes(connection.testMailboxes),
  };
  return Object.fromEntries(Object.entries(messages).filter(([, message]) => message !== null));
}

/** One mail address in ASCII, which a line of SMTP can hold: Exchange 2010 knows no SMTPUTF8. */
export const isSmtpMailbox = (text: string) => isMailbox(text) && /^[!-~]+$/.test(text);

const isMailbox = (text: string) => text.length <= 254 && mailbox.test(text);

export type SqlServerName = { host: string; instance: string | null; port: number | null };

/** `HOST`, `HOST\INSTANCE` or `HOST,PORT`, split and trimmed but not checked; a port that is no number is NaN. */
export function parseSqlServer(typed: string): SqlServerName {
  const [, host = '', instance, port] = /^([^\\,]*)(?:\\([^,]*))?(?:,(.*))?$/s.exec(typed.trim()) ?? [];
  return {
    host: host.trim(),
    instance: instance === undefined ? null : instance.trim(),
    port: port === undefined ? null : /^\s*\d{1,5}\s*$/.test(port) ? Number(port) : NaN,
  };
}

/** Entries typed one a line, or separated by semicolons, commas or blanks: mailboxes, IP addresses. */
export function parseList(typed: string): string[] {
  return typed.split(/[\s;,]+/).filter((part) => part !== '');
}

/** A fully qualified name, a NetBIOS name, or an IP address. */
function isHost(text: string): boolean {
  if (isAddress(text)) return !text.includes('%');
  const looksLikeIpv4 = /^[\d.]+$/.test(text);
  return !looksLikeIpv4 && text.length <= 253 && hostName.test(text);
}

function checkHost(typed: string): string | null {
  return isHost(typed.trim())
    ? null
    : 'Enter the name of the Exchange server, for example ex10-hub1.corp.example, without http:// or a path.';
}

function checkSqlServer(typed: string): string | null {
  const { host, instance, port } = parseSqlServer(typed);
  if (!isHost(host) || (instance !== null && !instanceName.test(instance))) {
    return 'Enter the SQL Server as HOST, HOST\\INSTANCE or HOST,PORT, for example SQL01 or SQL01\\MAIL.';
  }
  if (instance !== null && port !== null)
    return 'Enter either an instance or a port, for example SQL01\\MAIL or SQL01,1433.';
  return port === null || (port >= 1 && port <= 65_535)
    ? null
    : 'Enter a port from 1 to 65535 after the comma, for example SQL01,1433.';
}

function checkAddresses(addresses: readonly string[]): string | null {
  if (addresses.length > mostAddresses)
    return `Enter ${mostAddresses} addresses at most; there are ${addresses.length}.`;
  const bad = addresses.find((address) => !isAddress(address));
  return bad === undefined
    ? null
    : `"${bad.slice(0, 60)}" is no IP address: enter addresses such as 10.1.2.5, or leave it empty.`;
}

function checkName(typed: string, what: string): string | null {
  if (typed.trim() === '') return `Enter ${what}.`;
  if (typed.length > longestName) return `Enter ${what}: ${longestName} characters at most.`;
  return unsafe.test(typed) ? `Enter ${what} on one line, without hidden characters.` : null;
}

function checkUser({ sqlSignIn, sqlUser }: Connection): string | null {
  if (sqlSignIn === 'windowsUser') return null;
  if (sqlSignIn === 'sqlLogin') return checkName(sqlUser, 'the SQL Server login');
  return checkName(sqlUser, 'the user as DOMAIN\\user') ?? (domainUser.test(sqlUser.trim()) ? null : notDomainUser);
}

function checkMailboxes(mailboxes: readonly string[]): string | null {
  if (mailboxes.length === 0) return 'Enter at least one internal test mailbox, for example relay.test1@corp.example.';
  if (mailboxes.length > mostMailboxes)
    return `Enter ${mostMailboxes} test mailboxes at most; there are ${mailboxes.length}.`;
  const bad = mailboxes.find((address) => !isMailbox(address));
  if (bad !== undefined)
    return `"${bad.slice(0, 60)}" is no mail address: enter addresses such as relay.test1@corp.example.`;
  const names = mailboxes.map((address) => address.toLowerCase());
  const twice = mailboxes.find((_, index) => names.indexOf(names[index] ?? '') !== index);
  return twice === undefined ? null : `Enter each test mailbox once: ${twice} is there twice.`;
}
