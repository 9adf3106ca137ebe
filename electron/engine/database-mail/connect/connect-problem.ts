import type { Consent } from '../../../../shared/database-mail/sql-session';
import type { Problem } from '../../../../shared/result';
import { serverText } from '../../../../shared/server-text';
import { problemOfNumber } from '../sql-problem';
import type { Sighting } from './open-pool';
import type { SqlTarget } from './target';

type Kind = Consent['kind'];
export type ConnectFailure = { problem: Problem; ask: Kind | null };

/** OpenSSL's and Node's names for a certificate that nobody vouches for, or not under this name, or not now. */
const certificateCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK)$/;
/** No common version, cipher or signature; a Windows server says nothing and hangs up. */
const handshakeCodes = /^(ERR_SSL_\w+|EPROTO)$/;

type Known = { code: string; title: string; hint: string };

const byCode: Readonly<Record<string, Known>> = {
  ENOTFOUND: {
    code: 'sql/name-not-found',
    title: 'The SQL Server was not found by this name.',
    hint: 'Check the spelling, enter the full name with its domain, and check that DNS knows it: nslookup with the name.',
  },
  ECONNREFUSED: {
    code: 'sql/refused',
    title: 'Nothing listens on this port of the server.',
    hint: 'Check that SQL Server runs, that TCP/IP is enabled in SQL Server Configuration Manager, and which port stands there; enter it as HOST,PORT.',
  },
  EINSTLOOKUP: {
    code: 'sql/instance-unknown',
    title: 'The SQL Server Browser knows no running instance of that name with TCP/IP.',
    hint: 'Check the instance name and that the instance runs with TCP/IP enabled, or enter HOST,PORT instead.',
  },
  ETIMEOUT: {
    code: 'sql/timeout',
    title: 'The SQL Server did not answer in time.',
    hint: 'Check the server name, the port (1433 unless told otherwise) and the firewall between this computer and the server.',
  },
  EHOSTUNREACH: {
    code: 'sql/unreachable',
    title: 'There is no way to the SQL Server from this computer.',
    hint: 'Check the address, the network between, and its firewalls.',
  },
  ECONNRESET: {
    code: 'sql/hung-up',
    title: 'The other side closed the connection without an answer.',
    hint: 'Check that this is the port of a SQL Server, and its error log: a server without a free connection hangs up too.',
  },
};

const sameAs: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'ENOTFOUND',
  EAI_FAIL: 'ENOTFOUND',
  ENETUNREACH: 'EHOSTUNREACH',
  EADDRNOTAVAIL: 'EHOSTUNREACH',
  ETIMEDOUT: 'ETIMEOUT',
  EPIPE: 'ECONNRESET',
};

const tooOld: Readonly<Record<'tls' | 'tls10', Known & { ask: Kind }>> = {
  tls: {
    code: 'sql/tls-version',
    title: 'The server and this computer have no TLS version in common.',
    hint: 'Install the TLS 1.2 update of this SQL Server version (KB3135244, for 2008 to 2014), or agree to TLS 1.0 below.',
    ask: 'tls10',
  },
  tls10: {
    code: 'sql/tls-failed',
    title: 'Not even with TLS 1.0 could the session be encrypted.',
    hint: 'Have the certificate and the protocols of the server looked at, or agree below to go on without encryption.',
    ask: 'none',
  },
};

/**
 * Why no session was opened, with a remedy, and what the user could agree to. The driver's and the system's codes are those of
 * Node, tedious and OpenSSL or BoringSSL; SQL Server's own errors go by number.
 * @param seen what the server sent before it failed
 */
export function connectFailure(
  error: unknown,
  target: SqlTarget,
  seen: Pick<Sighting, 'answer' | 'certificate' | 'error'>,
): ConnectFailure {
  const detail = detailOf(error);
  const of = ({ code, title, hint }: Known, ask: Kind | null = null) => ({
    problem: { code, title, detail, hint },
    ask,
  });
  if (seen.error) return { problem: problemOfNumber(seen.error.number, seen.error.message), ask: null };
  const codes = codesOf(error);
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code));

  if (has(/^EENCRYPT$/)) return target.encryption === 'none' ? of(encryptionNeeded) : of(encryptionMissing, 'none');
  if (has(/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/)) return of(otherName, 'certificate');
  if (has(/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/)) return of(notNow, 'certificate');
  if (has(certificateCodes)) return of(untrusted, 'certificate');
  if (seen.answer === 'other') return of(notSqlServer);
  // Between its first answer and its certificate a server does nothing but agree on TLS.
  const isInHandshake = seen.answer === 'tds' && seen.certificate === null;
  const failedInHandshake = has(handshakeCodes) || (isInHandshake && has(/^(ECONNRESET|EPIPE|ETIMEOUT|ETIMEDOUT)$/));
  if (failedInHandshake && target.encryption !== 'none') {
    const { ask, ...known } = tooOld[target.encryption];
    return of(known, ask);
  }
  if (target.port === null && has(/^ETIMEOUT$/)) return of(browserSilent);
  const known = codes.map((code) => byCode[sameAs[code] ?? code]).find((entry) => entry !== undefined);
  return of(known ?? failed);
}

const untrusted: Known = {
  code: 'sql/certificate',
  title: 'The server’s certificate is not one that this computer trusts.',
  hint: 'Compare its fingerprint below and agree to it, or give the server a certificate from your own authority.',
};
const otherName: Known = {
  code: 'sql/certificate-name',
  title: 'The server’s certificate is made out to another name than the one you entered.',
  hint: 'Enter the name it is made out to, most often the full name with its domain; or compare its fingerprint below and agree to it.',
};
const notNow: Known = {
  code: 'sql/certificate-date',
  title: 'The server’s certificate is not valid today.',
  hint: 'Have it renewed, check this computer’s clock; or compare its fingerprint below and agree to it.',
};
const notSqlServer: Known = {
  code: 'sql/not-a-sql-server',
  title: 'What answers on this port is no SQL Server.',
  hint: 'Check the port: 1433 unless told otherwise; it stands in SQL Server Configuration Manager, under the instance’s TCP/IP properties.',
};
const encryptionNeeded: Known = {
  code: 'sql/encryption-needed',
  title: 'The server takes encrypted sessions only (Force Encryption).',
  hint: 'Go back to TLS 1.2 under “More choices” and check again.',
};
const encryptionMissing: Known = {
  code: 'sql/encryption-missing',
  title: 'The server offers no encryption.',
  hint: 'Have encryption made possible on the server, or agree below to go on without.',
};
const browserSilent: Known = {
  code: 'sql/browser-silent',
  title: 'The SQL Server Browser does not answer.',
  hint: 'Start the service SQL Server Browser and let UDP port 1434 through the firewall, or enter HOST,PORT: the port stands in SQL Server Configuration Manager.',
};
const failed: Known = {
  code: 'sql/not-connected',
  title: 'No session to SQL Server could be opened.',
  hint: 'Read the reason; try the same server and sign-in in SQL Server Management Studio from this computer to see more.',
};

/** The error, what caused it, and so on down; nothing is walked in circles. */
function chainOf(error: unknown): Error[] {
  const found: Error[] = [];
  const waiting: unknown[] = [error];
  for (let next = waiting.shift(); next !== undefined && found.length < 20; next = waiting.shift()) {
    if (!(next instanceof Error) || found.includes(next)) continue;
    found.push(next);
    waiting.push(
      'originalError' in next ? next.originalError : null,
      next.cause ?? null,
      ...(next instanceof AggregateError ? (next.errors as unknown[]) : []),
    );
  }
  return found;
}

/** Innermost first: what the system said tells more than what was made of it. */
const codesOf = (error: unknown) =>
  chainOf(error)
    .flatMap((each) => ('code' in each && typeof each.code === 'string' ? [each.code] : []))
    .reverse();

/** The first text; with the innermost where that is another. */
function detailOf(error: unknown): string {
  const texts = chainOf(error).map((each) => each.message.trim());
  const [first = String(error)] = texts;
  const last = texts.at(-1) ?? first;
  return serverText(first.includes(last) ? first : `${first} ${last}`);
}
