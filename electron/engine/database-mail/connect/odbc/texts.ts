import { declaredLength, type SqlParameter } from '../../sql-connection';

/** ODBC's parameters are `?` in their order; a T-SQL text has variables with names, which are declared in front of it. */
export type BoundText = { text: string; values: SqlParameter[] };

const typeOf = (value: SqlParameter) =>
  typeof value === 'number' ? 'int' : `nvarchar(${declaredLength(value) ?? 'max'})`;

/**
 * The text with its variables; SQL Server 2005 cannot give a variable its value where it declares it. ODBC sends a text without
 * parameters as a batch, whose SETs the next request on the pooled session would inherit; sp_executesql takes them back.
 */
export function withVariables(text: string, parameters: Record<string, SqlParameter> = {}): BoundText {
  const given = Object.entries(parameters);
  if (given.length === 0)
    return { text: 'DECLARE @text nvarchar(max); SET @text = ?; EXEC sys.sp_executesql @text;', values: [text] };
  const declared = given.map(([name, value]) => `@${name} ${typeOf(value)}`).join(', ');
  const set = given.map(([name]) => `SET @${name} = ?;`).join(' ');
  return { text: `DECLARE ${declared}; ${set} ${text}`, values: given.map(([, value]) => value) };
}

/** The column that holds the return code, in the last result set of `callText`. */
export const returnColumn = 'relaytune_return';

/**
 * A call whose last result set is one row: the return code and the whole-number OUTPUT parameters. ODBC's own call syntax takes parameters
 * by position only.
 */
export function callText(
  procedure: string,
  parameters: Record<string, SqlParameter>,
  outputs: readonly string[],
): BoundText {
  const variables = [returnColumn, ...outputs];
  const args = [
    ...Object.keys(parameters).map((name) => `@${name} = ?`),
    ...outputs.map((name) => `@${name} = @${name} OUTPUT`),
  ];
  return {
    text: [
      `DECLARE ${variables.map((name) => `@${name} int`).join(', ')};`,
      `EXEC @${returnColumn} = ${procedure} ${args.join(', ')};`,
      `SELECT ${variables.map((name) => `CAST(@${name} AS int) AS ${name}`).join(', ')};`,
    ].join(' '),
    values: Object.values(parameters),
  };
}
