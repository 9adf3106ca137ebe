import type { ConnectionPool, ISqlType } from 'mssql';
import { ProblemError } from '../../../shared/result';
import type { SqlTarget } from '../site';
import { sqlProblem } from './sql-problem';

export type SqlParameter = number | string | null;

/** One signed-in connection to msdb, for the run. */
export type SqlConnection = {
  /** The rows of the first result set. */
  query(text: string, parameters?: Record<string, SqlParameter>): Promise<Record<string, unknown>[]>;
  /** Runs exactly this text, as shown to the user. */
  run(text: string): Promise<void>;
  /** Calls a procedure by its three-part name; answers its OUTPUT parameters. */
  call(
    procedure: string,
    parameters: Record<string, SqlParameter>,
    outputs: string[],
  ): Promise<Record<string, unknown>>;
  close(): Promise<void>;
};

const connectSeconds = 15;
const requestSeconds = 30;

/**
 * Signs in with a SQL login. Times in msdb are server-local, so dates are read as such (`useUTC: false`).
 * Throws ProblemError 'sql/...' with a remedy; the password is kept by the driver's pool alone.
 */
export async function connectSql(target: SqlTarget, user: string, password: string): Promise<SqlConnection> {
  // Imported late: compat.ts must have run first, and the first page does not need it.
  const { default: mssql } = await import('mssql');
  const pool = new mssql.ConnectionPool({
    server: target.host,
    port: target.port,
    user,
    password,
    database: 'msdb',
    connectionTimeout: connectSeconds * 1000,
    requestTimeout: requestSeconds * 1000,
    pool: { min: 0, max: 8 },
    options: { encrypt: target.encrypt, trustServerCertificate: false, useUTC: false, appName: 'RelayTune' },
  });
  // A connection that dies while idle must not end the engine; the next request reports it.
  pool.on('error', () => undefined);
  await guard(() => pool.connect());
  return wrap(pool, mssql);
}

type Types = { Int: ISqlType | (() => ISqlType); NVarChar(length: number): ISqlType };

function wrap(pool: ConnectionPool, types: Types): SqlConnection {
  const request = (parameters: Record<string, SqlParameter> = {}) => {
    const made = pool.request();
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value === 'number') made.input(name, types.Int, value);
      else made.input(name, types.NVarChar(4000), value);
    }
    return made;
  };
  return {
    query: (text, parameters) =>
      guard(
        async () =>
          (await request(parameters).query<Record<string, unknown>>(text)).recordset as Record<string, unknown>[],
      ),
    run: (text) =>
      guard(async () => {
        await request().batch(text);
      }),
    call: (procedure, parameters, outputs) =>
      guard(async () => {
        const made = request(parameters);
        for (const name of outputs) made.output(name, types.Int);
        const result = await made.execute(procedure);
        const returnValue: unknown = result.returnValue;
        if (returnValue !== 0) throw returnCodeProblem(procedure, returnValue);
        return result.output;
      }),
    close: () => pool.close(),
  };
}

async function guard<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(sqlProblem(error));
  }
}

function returnCodeProblem(procedure: string, returnValue: unknown): ProblemError {
  return new ProblemError({
    code: 'sql/return-code',
    title: 'SQL Server did not do what was asked.',
    detail: `${procedure} answered return code ${String(returnValue)}.`,
    hint: 'Look at the Database Mail log on the server, then try again.',
  });
}
