import { ensureDotnetTool } from './dotnet-tool.mjs';
import { Failure, say } from './say.mjs';

/**
 * Microsoft's T-SQL parser for the tests: RELAYTUNE_TSQL_PARSER, a small tool over their package, built where there is a .NET
 * SDK. Answers this environment variable, or none (the tests then say what they skip).
 */
export async function ensureTsqlParser() {
  const parser = await ensureDotnetTool('tsql-parser', 'the T-SQL parser');
  if (parser) return { RELAYTUNE_TSQL_PARSER: parser };
  if (process.env.CI === 'true')
    throw new Failure('There is no T-SQL parser for the tests.', 'Install the .NET SDK 10.');
  say('No .NET SDK here: the tests of the T-SQL statements are skipped.');
  return {};
}
