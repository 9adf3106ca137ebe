import { describe, expect, it } from 'vitest';
import { isSessionLost, odbcError } from '../../../../../electron/engine/database-mail/connect/odbc/odbc-error';
import { sqlProblem } from '../../../../../electron/engine/database-mail/sql-problem';

const microsoft = '[Microsoft][ODBC Driver 18 for SQL Server]';
const record = (message: string, sqlstate: string, code: number) =>
  Object.assign(new Error(message), { sqlstate, code });

describe('an ODBC error', () => {
  it('goes by SQL Server’s number where the server speaks, and is told in its words', () => {
    const error = odbcError(record(`${microsoft}[SQL Server]Invalid column name '[x]'.`, '42S22', 207));
    expect(error).toMatchObject({ number: 207, message: "Invalid column name '[x]'." });
    expect(isSessionLost(error)).toBe(false);
    expect(sqlProblem(error).detail).toBe("Error 207: Invalid column name '[x]'.");
    const deadlock = record(`${microsoft}[SQL Server]Transaction was deadlocked`, '40001', 1205);
    expect(sqlProblem(odbcError(deadlock)).code).toBe('sql/deadlock');
  });

  it('of a sign-in is the server’s, whatever the driver adds, and is no Error but a plain object', () => {
    const details = [
      { message: '[FreeTDS][SQL Server]Unable to connect to data source', sqlState: '08001', code: 0 },
      { message: "[FreeTDS][SQL Server]Login failed for user 'x'.", sqlState: '42000', code: 18456 },
    ];
    expect(odbcError({ ...details[0], details })).toMatchObject({
      number: 18456,
      message: "Login failed for user 'x'.",
    });
  });

  // The first three as unixODBC and FreeTDS gave them; the rest as Microsoft documents them (expected).
  it.each([
    [
      `[unixODBC][Driver Manager]Can't open lib 'ODBC Driver 18 for SQL Server' : file not found`,
      '01000',
      0,
      'ENODRIVER',
    ],
    ['[FreeTDS][SQL Server]Communication link failure', '08S01', 0, 'ECONNCLOSED'],
    ['[FreeTDS][SQL Server]Timeout expired', 'HYT00', 20003, 'ETIMEOUT'],
    [
      '[Microsoft][ODBC Driver Manager] Data source name not found and no default driver specified',
      'IM002',
      0,
      'ENODRIVER',
    ],
    [`${microsoft}Query timeout expired`, 'HYT00', 0, 'ETIMEOUT'],
    [`${microsoft}TCP Provider: No such host is known.`, '08001', 11001, 'ENOTFOUND'],
    [`${microsoft}TCP Provider: No connection could be made`, '08001', 10061, 'ECONNREFUSED'],
    [`${microsoft}TCP Provider: An existing connection was forcibly closed`, '08S01', 10054, 'ECONNRESET'],
    [`${microsoft}SSL Provider: Die Zertifikatkette`, '08001', -2146893019, 'CERT_UNTRUSTED'],
    [
      `${microsoft}SSL Provider: The target principal name is incorrect.`,
      '08001',
      -2146893022,
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      `${microsoft}SSL Provider: [error:0A000086:SSL routines::certificate verify failed]`,
      '08001',
      -1,
      'CERT_UNTRUSTED',
    ],
    [`${microsoft}SSL Provider: no common algorithm`, '08001', -2146893007, 'EPROTO'],
    [`${microsoft}Encryption not supported on the server.`, '08001', 21, 'EENCRYPT'],
    [`${microsoft}SSPI Provider: No Kerberos credentials available`, 'HY000', 458752, 'ESSPI'],
  ])('%s, %s, %s is %s', (message, state, code, expected) => {
    const error = odbcError(record(message, state, code));
    expect(error).toMatchObject({ code: expected, number: undefined });
    expect(error.message).not.toMatch(/^\[/);
    expect(isSessionLost(error)).toBe(true);
  });

  it('of several records is the one that says why', () => {
    const errors = [
      record(`${microsoft}Client unable to establish connection.`, '08001', 0),
      record(`${microsoft}SSL Provider: untrusted`, '08001', -2146893019),
    ];
    expect(odbcError(errors).code).toBe('CERT_UNTRUSTED');
    expect(odbcError('nothing known').message).toBe('nothing known');
  });

  it('that neither side explains leaves the session alone', () => {
    const error = odbcError(record(`${microsoft}Optional feature not implemented`, 'HYC00', 0));
    expect(isSessionLost(error)).toBe(false);
    expect(sqlProblem(error)).toMatchObject({ code: 'sql/error', detail: 'Optional feature not implemented' });
  });

  it.each([
    ['HYT00', 0, 'sql/timeout'],
    ['08S01', 0, 'sql/connection-lost'],
    ['08S01', 10054, 'sql/connection-lost'],
    ['08S01', 10060, 'sql/connection-lost'],
  ])('of a request, %s %s is %s', (state, code, expected) => {
    expect(sqlProblem(odbcError(record(`${microsoft}text`, state, code))).code).toBe(expected);
  });
});
