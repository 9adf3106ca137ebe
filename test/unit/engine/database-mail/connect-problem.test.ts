import { describe, expect, it } from 'vitest';
import { connectFailure } from '../../../../electron/engine/database-mail/connect/connect-problem';
import type { SqlTarget } from '../../../../electron/engine/database-mail/connect/target';

const target: SqlTarget = { host: 'SQL01', port: 1433, instance: null, encryption: 'tls', certificate: null };
const silent = { answer: 'none', certificate: null, error: null } as const;
/** It answered as a SQL Server does, and showed no certificate yet. */
const heard = { answer: 'tds', certificate: null, error: null } as const;
const coded = (code: string, message = 'text') => Object.assign(new Error(message), { code });
/** As mssql hands it on: its own error around tedious's around the system's. */
const wrapped = (code: string, message = 'text') =>
  Object.assign(coded('ESOCKET', 'Failed to connect to SQL01:1433 - text'), {
    originalError: Object.assign(coded('ESOCKET', 'Failed to connect to SQL01:1433 - text'), {
      cause: coded(code, message),
    }),
  });

describe('connectFailure', () => {
  it.each([
    ['ENOTFOUND', 'sql/name-not-found'],
    ['EAI_AGAIN', 'sql/name-not-found'],
    ['ECONNREFUSED', 'sql/refused'],
    ['EHOSTUNREACH', 'sql/unreachable'],
    ['ENETUNREACH', 'sql/unreachable'],
    ['ETIMEDOUT', 'sql/timeout'],
    ['ECONNRESET', 'sql/hung-up'],
    ['EINSTLOOKUP', 'sql/instance-unknown'],
    ['EWHATEVER', 'sql/not-connected'],
  ])('%s, nothing heard of the server, is %s', (code, expected) => {
    const { problem, ask } = connectFailure(wrapped(code, 'the system says'), target, silent);
    expect(problem.code).toBe(expected);
    expect(problem.detail).toContain('the system says');
    expect(problem.title).not.toBe('');
    expect(problem.hint).not.toBe('');
    expect(ask).toBeNull();
  });

  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ])('%s asks whether the certificate is to be accepted', (code) => {
    expect(connectFailure(wrapped(code), target, heard)).toMatchObject({
      problem: { code: 'sql/certificate' },
      ask: 'certificate',
    });
  });

  it.each([
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED',
    'EPROTO',
    // A Windows server says nothing and hangs up; SQL Server 2008 SP2 can hang instead.
    'ECONNRESET',
    'ETIMEOUT',
  ])('%s after the server answered is a TLS that is too old: TLS 1.0 is asked for first, then none', (code) => {
    expect(connectFailure(wrapped(code), target, heard)).toMatchObject({
      problem: { code: 'sql/tls-version' },
      ask: 'tls10',
    });
    expect(connectFailure(wrapped(code), { ...target, encryption: 'tls10' }, heard)).toMatchObject({
      problem: { code: 'sql/tls-failed' },
      ask: 'none',
    });
  });

  it.each([
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'sql/certificate-name'],
    ['CERT_HAS_EXPIRED', 'sql/certificate-date'],
    ['CERT_NOT_YET_VALID', 'sql/certificate-date'],
  ])('%s says what is wrong with a certificate that somebody vouches for', (code, expected) => {
    expect(connectFailure(wrapped(code), target, heard)).toMatchObject({
      problem: { code: expected },
      ask: 'certificate',
    });
  });

  it.each(['ECONNRESET', 'ETIMEOUT'])('%s once the session was encrypted is no matter of TLS', (code) => {
    const certificate = { fingerprint: 'A', thumbprint: 'B', subject: 'C', issuer: 'D', validFrom: 'E', validTo: 'F' };
    expect(connectFailure(wrapped(code), target, { ...heard, certificate })).toMatchObject({
      problem: { code: code === 'ETIMEOUT' ? 'sql/timeout' : 'sql/hung-up' },
      ask: null,
    });
  });

  it.each(['ECONNRESET', 'ETIMEOUT', 'EPROTO'])(
    '%s of something that is no SQL Server leads to no question',
    (code) => {
      expect(connectFailure(wrapped(code), target, { ...heard, answer: 'other' })).toMatchObject({
        problem: { code: 'sql/not-a-sql-server' },
        ask: null,
      });
    },
  );

  it('never offers to go on without encryption where the server insists on it', () => {
    const error = coded('EENCRYPT', "Server requires encryption, set 'encrypt' config option to `true`.");
    expect(connectFailure(error, { ...target, encryption: 'none' }, heard)).toMatchObject({
      problem: { code: 'sql/encryption-needed' },
      ask: null,
    });
  });

  it('asks before a session goes on with a server that cannot encrypt', () => {
    const error = coded('EENCRYPT', 'Server did not negotiate encryption');
    expect(connectFailure(error, target, heard)).toMatchObject({
      problem: { code: 'sql/encryption-missing' },
      ask: 'none',
    });
  });

  it('tells a silent SQL Server Browser from a silent server', () => {
    const named = { ...target, port: null, instance: 'MAIL' };
    const error = coded('ETIMEOUT', 'Failed to connect to SQL01\\MAIL in 15000ms');
    expect(connectFailure(error, named, silent).problem.code).toBe('sql/browser-silent');
    expect(connectFailure(error, target, silent).problem.code).toBe('sql/timeout');
  });

  it.each([
    [18456, 'sql/login-failed'],
    [18452, 'sql/untrusted-domain'],
    [18470, 'sql/login-disabled'],
    [18486, 'sql/login-locked'],
    [18487, 'sql/password-expired'],
    [18488, 'sql/password-must-change'],
    [18461, 'sql/single-user'],
    [17892, 'sql/logon-trigger'],
    [4060, 'sql/no-msdb'],
    [916, 'sql/no-msdb'],
    [99999, 'sql/error'],
  ])("goes by SQL Server's own number: %s is %s", (number, code) => {
    const seen = { ...heard, error: { number, message: "Login failed for user 'x'." } };
    expect(connectFailure(coded('ELOGIN'), target, seen)).toMatchObject({
      problem: { code, detail: `Error ${number}: Login failed for user 'x'.` },
      ask: null,
    });
  });

  it('finds its way through errors that point at each other', () => {
    const one = coded('ESOCKET', 'one');
    const two = Object.assign(coded('ECONNREFUSED', 'two'), { cause: one });
    one.cause = two;
    expect(connectFailure(one, target, silent).problem).toMatchObject({ code: 'sql/refused', detail: 'one two' });
    const several = new AggregateError([
      coded('ECONNREFUSED', 'refused 10.0.0.1'),
      coded('ECONNREFUSED', 'and 10.0.0.2'),
    ]);
    expect(connectFailure(several, target, silent).problem.code).toBe('sql/refused');
    expect(connectFailure('odd', target, silent).problem).toMatchObject({ code: 'sql/not-connected', detail: 'odd' });
  });
});
