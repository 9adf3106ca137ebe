import { expect, it } from 'vitest';
import { connectionString } from '../../../../../electron/engine/database-mail/connect/odbc/connection-string';
import type { SqlTarget } from '../../../../../electron/engine/database-mail/connect/target';

const target: SqlTarget = { host: 'SQL01', port: 1433, instance: null, encryption: 'tls', certificate: null };
const textOf = (changes: Partial<SqlTarget> = {}) =>
  connectionString({ ...target, ...changes }, 'ODBC Driver 18 for SQL Server');

it('names the server, the Windows user and the protection', () => {
  expect(textOf()).toBe(
    'Driver={ODBC Driver 18 for SQL Server};Server={tcp:SQL01,1433};Database={msdb};Trusted_Connection={yes};Encrypt={yes};TrustServerCertificate={no};ConnectRetryCount={0};APP={RelayTune}',
  );
});

it('lets ODBC ask the SQL Server Browser for an instance', () => {
  expect(textOf({ port: null, instance: 'MAIL' })).toContain(';Server={tcp:SQL01\\MAIL};');
});

it('is encrypted unless the user agreed to go without; which TLS it is, Windows decides', () => {
  expect(textOf({ encryption: 'none' })).toContain('Encrypt={no};TrustServerCertificate={no}');
  expect(textOf({ encryption: 'tls10' })).toBe(textOf());
});

it('leaves the certificate alone only where one was accepted', () => {
  expect(textOf({ certificate: 'AB:CD' })).toContain('TrustServerCertificate={yes}');
});

it('keeps a hostile name inside its value', () => {
  expect(textOf({ host: 'x};TrustServerCertificate=yes;UID={sa' })).toContain(
    'Server={tcp:x}};TrustServerCertificate=yes;UID={sa,1433};Database={msdb}',
  );
  expect(() => textOf({ host: 'SQL01\0' })).toThrow(RangeError);
  expect(() => textOf({ port: null, instance: 'A\r\nB' })).toThrow(RangeError);
});
