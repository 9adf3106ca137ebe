import { expect, test } from 'vitest';
import { hasDatabaseMail, sqlVersionName } from '../../../../shared/database-mail/version';

test.each([
  ['8.00.2039', 'SQL Server 2000 (8.00.2039)', false],
  ['9.00.5000.00', 'SQL Server 2005 (9.00.5000.00)', true],
  ['10.0.6000.29', 'SQL Server 2008 (10.0.6000.29)', true],
  ['10.50.6000.34', 'SQL Server 2008 R2 (10.50.6000.34)', true],
  ['11.0.7001.0', 'SQL Server 2012 (11.0.7001.0)', true],
  ['17.0.1000.7', 'SQL Server 2025 (17.0.1000.7)', true],
  ['99.0.1', '99.0.1', true],
  ['<b>', '<b>', true],
])('%s', (version, name, has) => {
  expect(sqlVersionName(version)).toBe(name);
  expect(hasDatabaseMail(version)).toBe(has);
});
