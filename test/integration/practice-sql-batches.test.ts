import { beforeEach, describe, expect, it } from 'vitest';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import { problemOf } from '../support/problem-of';
import { signIn, startLab } from '../support/practice-lab';

describe('a batch of several statements on the practice SQL Server', () => {
  let sql: SqlConnection;
  beforeEach(async () => {
    sql = await signIn(await startLab());
  });
  const answer = async (text: string) => (await sql.query(text))[0]?.is;
  const errorOf = async (text: string) => (await problemOf(() => sql.run(text))).detail;

  it.each<[string, unknown]>([
    ["IF 1 = 1 SELECT N'then' AS [is] ELSE SELECT N'else' AS [is]", 'then'],
    ["IF 1 = 2 SELECT N'then' AS [is]; ELSE SELECT N'else' AS [is];", 'else'],
    ["IF NULL = NULL SELECT N'then' AS [is] ELSE SELECT N'else' AS [is]", 'else'],
    [
      "DECLARE @n int; SET @n = 2; IF @n = 1 SELECT N'1' AS [is]; ELSE IF @n = 2 SELECT N'2' AS [is]; ELSE SELECT N'3' AS [is];",
      '2',
    ],
    ['DECLARE @n int; IF @n IS NULL BEGIN SET @n = 5; SELECT CAST(@n AS int) AS [is]; END ELSE SELECT 6 AS [is]', 5],
    [
      'DECLARE @n int; SET @n = (SELECT timeout FROM msdb.dbo.sysmail_server WHERE account_id = 2); SELECT CAST(@n AS int) AS [is]',
      20,
    ],
    [
      'DECLARE @n int; SET @n = (SELECT timeout FROM msdb.dbo.sysmail_server WHERE account_id = 99); SELECT CAST(@n AS int) AS [is]',
      null,
    ],
    ["SELECT (N'it''s ' + NCHAR(8232) + NCHAR(55357) + NCHAR(56460)) AS [is]", "it's \u2028💌"],
    ["PRINT N'said'; RAISERROR(N'only told', 10, 1); SELECT 1 AS [is]", 1],
    ['/* one\n * two */ SELECT 1 AS [is] -- four', 1],
  ])('%s', async (text, expected) => {
    expect(await answer(text)).toBe(expected);
  });

  it.each([
    ["RAISERROR(N'No %s here.', 16, 1, N'name')", 'No name here.'],
    ["DECLARE @n int; SET @n = 45; RAISERROR(N'It is %d, and not %i.', 16, 1, @n, 60)", 'It is 45, and not 60.'],
    ["DECLARE @n int; RAISERROR(N'It is %d.', 16, 1, @n)", 'It is (null).'],
    ["RAISERROR(N'100 %% of %s', 16, 1)", '100 % of (null)'],
  ])('%s ends with error 50000', async (text, said) => {
    expect(await errorOf(text)).toContain(`Error 50000: ${said}`);
  });

  it('refuses a value of another kind than its sign', async () => {
    expect(await errorOf("RAISERROR(N'It is %d.', 16, 1, N'x')")).toContain(
      'Error 2786: The data type of substitution parameter 1 does not match the expected type of the format specification.',
    );
  });

  it('goes on after an error that was raised, and changes nothing where a word of it cannot be read', async () => {
    const set = (seconds: number) => `UPDATE msdb.dbo.sysmail_server SET timeout = ${seconds} WHERE account_id = 2;`;
    const timeout = () => answer('SELECT timeout AS [is] FROM msdb.dbo.sysmail_server WHERE account_id = 2');
    expect(await errorOf(`RAISERROR(N'first', 16, 1); ${set(30)}`)).toContain('Error 50000: first');
    expect(await timeout()).toBe(30);
    expect(await errorOf(`${set(40)} IF 1 = 1`)).toContain('Error 102');
    expect(await errorOf(`${set(40)} BEGIN END`)).toContain('Error 102');
    expect(await timeout()).toBe(30);
  });
});
