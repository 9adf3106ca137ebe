import { SqlError } from './catalogue';

/** Any failure as the server reports it. */
export function asSqlError(error: unknown): SqlError {
  return error instanceof SqlError
    ? error
    : new SqlError(50_000, error instanceof Error ? error.message : String(error));
}
