import type { ConnectionPool, ISqlType } from 'mssql';
import { ProblemError, type Problem } from '../../../shared/result';
import { scrubProblem } from '../../../shared/scrub';
import type { Certificate } from '../../../shared/database-mail/sql-session';
import { sqlProblem } from './sql-problem';

export type SqlParameter = number | string | null;

/** One signed-in connection to msdb, for the run. */
export type SqlConnection = {
  /** The rows of the first result set. */
  query(text: string, parameters?: Record<string, SqlParameter>): Promise<Record<string, unknown>[]>;
  /**
   * Runs exactly this text, as shown to the user, by sp_executesql: what it SETs ends with it, and stays on no pooled connection. Answers
   * what a query window would show of it ('' for nothing); null where the driver does not tell.
   */
  run(text: string): Promise<string | null>;
  /** Calls a procedure by its three-part name; answers its OUTPUT parameters. */
  call(
    procedure: string,
    parameters: Record<string, SqlParameter>,
    outputs: string[],
  ): Promise<Record<string, unknown>>;
  /** The certificate that the server showed; null where the session is not encrypted, or the driver does not tell. */
  readonly certificate: Certificate | null;
  close(): Promise<void>;
};

export type Types = { Int: ISqlType | (() => ISqlType); NVarChar(length: number): ISqlType; MAX: number };

/** Seconds for a session to open, and for a request to be answered. */
export const connectSeconds = 15;
export const requestSeconds = 30;

const longestText = 4000;
/** Characters that are kept of what a text printed. */
const longestOutput = 20_000;

const rowsText = (count: number) => `(${count} ${count === 1 ? 'row' : 'rows'} affected)`;

/** Characters to declare for a text; null for nvarchar(max): a server refuses more than it was told (8016). */
export const declaredLength = (text: string | null) => ((text?.length ?? 0) > longestText ? null : longestText);

export type PoolSettings = {
  pool: ConnectionPool;
  types: Types;
  certificate: Certificate | null;
  /** Why the pool could not connect again. */
  whyNot(error: Error): { problem: Problem };
  /** Takes the password out of what a server said. */
  scrub(text: string): string;
};

/** The driver's pool, its errors as ProblemErrors. */
export function wrapPool({ pool, types, certificate, whyNot, scrub }: PoolSettings): SqlConnection {
  const guarded = <T>(act: () => Promise<T>) =>
    guard(act, (error) => scrubProblem(isWhileConnecting(error) ? whyNot(error).problem : sqlProblem(error), scrub));

  const request = (parameters: Record<string, SqlParameter> = {}) => {
    const made = pool.request();
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value === 'number') made.input(name, types.Int, value);
      else made.input(name, types.NVarChar(declaredLength(value) ?? types.MAX), value);
    }
    return made;
  };
  return {
    query: (text, parameters) =>
      guarded(
        async () =>
          (await request(parameters).query<Record<string, unknown>>(text)).recordset as Record<string, unknown>[],
      ),
    run: (text) =>
      guarded(async () => {
        const printed: string[] = [];
        const made = request();
        made.on('info', ({ message }: { message: string }) => printed.push(message));
        // Not `batch`: SQL Server takes a SET back at the end of sp_executesql, but leaves a batch's to the connection.
        const { rowsAffected } = await made.query(text);
        return scrub([...printed, ...rowsAffected.map(rowsText)].join('\n')).slice(0, longestOutput);
      }),
    call: (procedure, parameters, outputs) =>
      guarded(async () => {
        const made = request(parameters);
        for (const name of outputs) made.output(name, types.Int);
        const result = await made.execute(procedure);
        const returnValue: unknown = result.returnValue;
        if (returnValue !== 0) throw returnCodeProblem(procedure, returnValue);
        return result.output;
      }),
    certificate,
    close: () => pool.close(),
  };
}

/** Whatever a driver throws at a request, as a ProblemError. */
export async function guard<T>(act: () => Promise<T>, problemOf: (error: unknown) => Problem = sqlProblem): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError(problemOf(error));
  }
}

/** The driver's pool that was closed, or never opened, is no failed connection. */
const poolIsShut = ['ENOTOPEN', 'ECONNCLOSED'];

function isWhileConnecting(error: unknown): error is Error {
  if (!(error instanceof Error) || error.name !== 'ConnectionError') return false;
  return !('code' in error && typeof error.code === 'string' && poolIsShut.includes(error.code));
}

/** A procedure that raised no error, but did not answer 0. */
export function returnCodeProblem(procedure: string, returnValue: unknown): ProblemError {
  return new ProblemError({
    code: 'sql/return-code',
    title: 'SQL Server did not do what was asked.',
    detail: `${procedure} answered return code ${String(returnValue)}.`,
    hint: 'Look at the Database Mail log on the server, then try again.',
  });
}
