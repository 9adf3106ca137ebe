import { connectSeconds } from '../../sql-connection';
import type { SqlTarget } from '../target';
import { connectionString } from './connection-string';
import type { OdbcDriver, OdbcSession } from './driver';
import { OdbcError, odbcError } from './odbc-error';
import { closeSession } from './session-pool';

/** ODBC drivers by name, in the order in which they are tried, and what each is told. Tests have another. */
export type OdbcDialect = { drivers: readonly string[]; stringOf(target: SqlTarget, driver: string): string };

/** SQL Server Native Client, which mssql would name, speaks no TLS 1.2 and is not installed any more. */
export const microsoft: OdbcDialect = {
  drivers: ['ODBC Driver 18 for SQL Server', 'ODBC Driver 17 for SQL Server'],
  stringOf: connectionString,
};

/** With the first of the drivers that is installed; rejects with OdbcError. */
export async function openSession(odbc: OdbcDriver, target: SqlTarget, dialect: OdbcDialect): Promise<OdbcSession> {
  let missing: unknown = new OdbcError('No ODBC driver is named.', 'ENODRIVER');
  for (const driver of dialect.drivers) {
    try {
      return await openWith(odbc, dialect.stringOf(target, driver));
    } catch (error) {
      if (!(error instanceof OdbcError) || error.code !== 'ENODRIVER') throw error;
      missing = error;
    }
  }
  throw missing;
}

/** A session that opens after it was given up is closed again. */
function openWith(odbc: OdbcDriver, text: string): Promise<OdbcSession> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new OdbcError(`No answer within ${connectSeconds} seconds.`, 'ETIMEOUT', 'HYT00'));
    }, connectSeconds * 1000);
    odbc.open({ conn_str: text }, (error, session) => {
      clearTimeout(timer);
      if (error) reject(odbcError(error));
      else if (isLate) void closeSession(session);
      else {
        session.setUseUTC(false);
        resolve(session);
      }
    });
  });
}
