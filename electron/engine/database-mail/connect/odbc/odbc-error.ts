import type { OdbcRecord } from './driver';

/**
 * An ODBC failure in the words of the other driver, so that sql-problem.ts and connect-problem.ts read both: `number` where SQL Server
 * itself refused, else one of Node's or mssql's codes.
 */
export class OdbcError extends Error {
  readonly number: number | undefined;
  readonly code: string;
  /** SQLSTATE; '' where it is not ODBC's error. */
  readonly state: string;

  constructor(message: string, code: string, state = '', number?: number) {
    super(message);
    this.name = 'OdbcError';
    this.code = code;
    this.state = state;
    this.number = number;
  }
}

/** What stands before each text: who says it, outermost first. */
const speakers = /^(?:\[(?:Microsoft|ODBC [^\]]*|unixODBC|Driver Manager|FreeTDS|SQL Server)\])+/;
/** Classes of SQLSTATE in which no number is SQL Server's: information, connection, driver manager, timeout. */
const driverStates = /^(01|08|IM|HYT)/;

/** Windows' and Schannel's numbers (winsock2.h, winerror.h) by Node's or OpenSSL's code for the same. */
const byNative: Readonly<Record<number, string>> = {
  11001: 'ENOTFOUND',
  11002: 'EAI_AGAIN',
  11004: 'ENOTFOUND',
  10061: 'ECONNREFUSED',
  1225: 'ECONNREFUSED',
  10060: 'ETIMEDOUT',
  258: 'ETIMEOUT',
  10065: 'EHOSTUNREACH',
  10051: 'ENETUNREACH',
  10054: 'ECONNRESET',
  10053: 'ECONNRESET',
  0x80090322: 'ERR_TLS_CERT_ALTNAME_INVALID',
  0x80090325: 'CERT_UNTRUSTED',
  0x80090327: 'CERT_REJECTED',
  0x80090328: 'CERT_HAS_EXPIRED',
  0x80092012: 'CERT_UNCHECKED',
  0x80092013: 'CERT_UNCHECKED',
  0x800b0101: 'CERT_HAS_EXPIRED',
  0x800b0109: 'CERT_UNTRUSTED',
  0x800b010a: 'CERT_UNTRUSTED',
  0x800b010f: 'ERR_TLS_CERT_ALTNAME_INVALID',
  0x80090331: 'EPROTO',
  0x80090302: 'EPROTO',
};

/** Where the number says nothing: the words of the English drivers. */
const byText: readonly [RegExp, string][] = [
  [/SSPI/i, 'ESSPI'],
  [/SSL Provider.*certificate/i, 'CERT_UNTRUSTED'],
  [/encryption (is )?not supported|not support encryption/i, 'EENCRYPT'],
  [/SSL Provider/i, 'EPROTO'],
  [/Error Locating Server\/Instance/i, 'EINSTLOOKUP'],
];

const unknown = 'EODBC';

/** SQL Server's own record before any other; else the one whose meaning is known. */
export function odbcError(thrown: unknown): OdbcError {
  const records = [thrown].flat().flatMap((each) => (isRecord(each) ? (each.details ?? [each]) : []));
  const errors = records.map(readRecord);
  return (
    errors.find(({ number }) => number !== undefined) ??
    errors.find(({ code }) => code !== unknown && code !== 'ECONNCLOSED') ??
    errors[0] ??
    new OdbcError(String(thrown), unknown)
  );
}

const isRecord = (thrown: unknown): thrown is OdbcRecord =>
  typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string';

function readRecord({ message, code: native = 0, sqlstate, sqlState }: OdbcRecord): OdbcError {
  const state = sqlstate ?? sqlState ?? '';
  const text = message.replace(speakers, '');
  const isServers = native > 0 && message.includes('[SQL Server]') && state !== '' && !driverStates.test(state);
  return isServers
    ? new OdbcError(text, 'EREQUEST', state, native)
    : new OdbcError(text, codeOf(state, native, text), state);
}

function codeOf(state: string, native: number, text: string): string {
  if (/^IM00[23]$/.test(state) || /Can't open lib/.test(text)) return 'ENODRIVER';
  const known = byNative[native >>> 0] ?? byText.find(([pattern]) => pattern.test(text))?.[1];
  if (known) return known;
  if (state.startsWith('HYT')) return 'ETIMEOUT';
  return state.startsWith('08') || state === '' ? 'ECONNCLOSED' : unknown;
}

/** After such an error the session is of no use. */
export const isSessionLost = (error: unknown) =>
  error instanceof OdbcError && error.number === undefined && error.code !== unknown;
