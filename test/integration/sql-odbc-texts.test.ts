import { expect, it } from 'vitest';
import { callText, withVariables } from '../../electron/engine/database-mail/connect/odbc/texts';
import * as statements from '../../electron/engine/database-mail/statements';
import { isParserMissing, parseTsql } from '../support/tsql';

/** ODBC gives a value for each `?`, which is no T-SQL by itself. */
const filled = (text: string) => text.replaceAll('?', 'NULL');

it.skipIf(isParserMissing)('what ODBC puts around a statement is T-SQL as SQL Server 2005 reads it', () => {
  const { logAfter, mailsById, sendMailProcedure, serverFacts } = statements;
  const texts = [
    withVariables(logAfter, { after: 7 }).text,
    withVariables(mailsById(2), { id0: 1, id1: 2, since: '2026-01-01T00:00:00' }).text,
    withVariables(serverFacts).text,
    withVariables(serverFacts, { long: 'x'.repeat(4001) }).text,
    callText(sendMailProcedure, { profile_name: 'P', body: 'b' }, ['mailitem_id']).text,
  ];
  const parsed = parseTsql(texts.map(filled));
  expect(parsed.map(({ errors }) => errors)).toEqual(texts.map(() => ({ 2005: [], 2008: [], newest: [] })));
  const [call] = parsed[4]?.calls ?? [];
  expect(call?.procedure.map(({ text }) => text)).toEqual(['msdb', 'dbo', 'sp_send_dbmail']);
  expect(call?.parameters.map(({ text }) => text)).toEqual(['@profile_name', '@body', '@mailitem_id']);
});
