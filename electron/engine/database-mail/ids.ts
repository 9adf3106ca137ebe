import type { SqlConnection, SqlParameter } from './sql-connection';

/** SQL Server takes 2,100 parameters a request. */
const idsPerRequest = 1000;
/** The last id fills up each list, so that the server compiles and keeps a dozen statements, and not one for each count. */
const step = 100;

/** Asks for rows by ids, never by a range: other people's mails lie between ours. `statement` takes how many ids it gets. */
export async function queryByIds(
  sql: SqlConnection,
  statement: (count: number) => string,
  ids: readonly number[],
  parameters: Record<string, SqlParameter> = {},
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const some = ids.slice(start, start + idsPerRequest);
    const count = Math.ceil(some.length / step) * step;
    const last = some.at(-1) ?? 0;
    const named = Object.fromEntries(Array.from({ length: count }, (_, index) => [`id${index}`, some[index] ?? last]));
    found.push(...(await sql.query(statement(count), { ...named, ...parameters })));
  }
  return found;
}
