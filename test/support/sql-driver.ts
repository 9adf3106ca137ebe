import mssql from 'mssql';
import { onTestFinished } from 'vitest';
import type { Lab } from '../../electron/engine/practice/lab';

export type DriverSettings = Partial<Omit<mssql.config, 'options'>> & { options?: mssql.IOptions };

/** A pool of the real driver to the lab's SQL Server, connected and closed when the test ends; without TLS unless told. */
export async function connectDriver(lab: Lab, settings: DriverSettings = {}): Promise<mssql.ConnectionPool> {
  const { host, port, user, password } = lab.sql;
  const pool = new mssql.ConnectionPool({
    server: host,
    port,
    user,
    password,
    database: 'msdb',
    connectionTimeout: 5000,
    requestTimeout: 15_000,
    pool: { min: 0, max: 1 },
    ...settings,
    options: { encrypt: false, trustServerCertificate: true, useUTC: false, ...settings.options },
  });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.close());
  return pool.connect();
}

/** Why the driver did not get in: its code and text. */
export async function refusalOf(act: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('It was not refused.');
  return { code: 'code' in error ? String(error.code) : '', message: error.message };
}
