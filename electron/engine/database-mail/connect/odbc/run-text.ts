import type { OdbcSession, OdbcSet } from './driver';
import { requestSeconds } from '../../sql-connection';
import { OdbcError, odbcError } from './odbc-error';

export type Rows = Record<string, unknown>[];

/** ODBC's own limit comes first; this one is for a network that swallows even that. */
const givenUpSeconds = 40;
/** An error that is not followed by the statement's end, as when the session was not open. */
const endMilliseconds = 1000;

/** Runs one text and answers its result sets; rejects with OdbcError, the first where there are several. */
export function runText(session: OdbcSession, text: string, parameters: unknown[]): Promise<Rows[]> {
  return new Promise((resolve, reject) => {
    const sets: Rows[] = [];
    let failure: OdbcError | null = null;
    let isAnswered = false;
    const timers: NodeJS.Timeout[] = [];
    const endAfter = (milliseconds: number, error: OdbcError | null) =>
      timers.push(
        setTimeout(() => {
          timers.forEach((timer) => clearTimeout(timer));
          const reason = failure ?? error;
          if (reason) reject(reason);
          else resolve(sets);
        }, milliseconds),
      );

    const request = { query_str: text, query_timeout: requestSeconds };
    try {
      const statement = session.queryRaw(request, parameters, (error, set) => {
        isAnswered = true;
        if (error) {
          failure ??= odbcError(error);
          endAfter(endMilliseconds, failure);
        } else if (set?.meta && set.meta.length > 0) sets.push(rowsOf(set.meta, set));
      });
      // The answers come some ticks after the end is told; an end without one is a connection that died.
      statement.on('free', () => setImmediate(() => setImmediate(() => endAfter(0, isAnswered ? null : lost()))));
    } catch (error) {
      reject(odbcError(error));
      return;
    }
    endAfter(givenUpSeconds * 1000, new OdbcError('The server does not answer.', 'ETIMEOUT', 'HYT00'));
  });
}

const lost = () => new OdbcError('The connection ended.', 'ECONNCLOSED', '08S01');

const rowsOf = (meta: { name: string }[], { rows = [] }: OdbcSet): Rows =>
  rows.map((row) => Object.fromEntries(meta.map(({ name }, index) => [name, row[index] ?? null])));
