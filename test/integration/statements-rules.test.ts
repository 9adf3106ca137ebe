import { beforeAll, describe, expect, it } from 'vitest';
import { isParserMissing, parseTsql, type ParsedText } from '../support/tsql';
import { knownNames, type Version } from '../support/tsql-objects';
import { scans, shortNames, unknownNames } from '../support/tsql-rules';

const log = 'msdb.dbo.sysmail_log';

const grammarCases: [string, Record<string, number>][] = [
  ['DECLARE @a int = 1;', { 2005: 1, 2008: 0, newest: 0 }],
  ['SELECT IIF(1 = 1, 2, 3);', { 2005: 1, 2008: 1, newest: 0 }],
  ['SELECT 1 FROM msdb.dbo.sysmail_log ORDER BY 1 OFFSET 1 ROWS;', { 2005: 1, 2008: 1, newest: 0 }],
  ['SELECT FROM;', { 2005: 1, 2008: 1, newest: 1 }],
];

const nameCases: [string, Version, string[]][] = [
  ['SELECT s.timeouts FROM msdb.dbo.sysmail_server s', '2025', ['column s.timeouts']],
  ['SELECT timeout FROM msdb.dbo.sysmail_server s WHERE t.port = 25', '2005', ['column t.port']],
  ['SELECT s.Timeout FROM msdb.dbo.sysmail_server s', '2005', ['column s.Timeout']],
  ['SELECT S.timeout FROM msdb.dbo.sysmail_server s', '2005', ['column S.timeout']],
  ['SELECT * FROM msdb.dbo.sysmail_server', '2005', ['column *']],
  ['SELECT COUNT(*) FROM msdb.dbo.sysmail_server', '2005', []],
  ['SELECT a.name FROM msdb.dbo.sysmail_accounts a', '2005', ['table msdb.dbo.sysmail_accounts', 'column a.name']],
  ['UPDATE msdb.dbo.sysmail_server SET time_out = NULL WHERE account_id = 1', '2005', ['column time_out']],
  ['DELETE FROM msdb.dbo.sysmail_log WHERE logid = 1', '2005', ['column logid']],
  ['DELETE l FROM msdb.dbo.sysmail_log l WHERE l.log_id = 1', '2005', []],
  ['SELECT d.n AS m FROM (SELECT s.port AS n FROM msdb.dbo.sysmail_server s) AS d ORDER BY m', '2005', []],
  ['SELECT d.port FROM (SELECT s.port AS n FROM msdb.dbo.sysmail_server s) AS d', '2005', ['column d.port']],
  [
    'SELECT 1 FROM msdb.dbo.sysmail_server s WHERE EXISTS (SELECT 1 FROM msdb.dbo.sysmail_account a WHERE a.account_id = s.account_id)',
    '2005',
    [],
  ],
  ['SELECT SYSDATETIMEOFFSET()', '2005', ['function SYSDATETIMEOFFSET']],
  ['SELECT SYSDATETIMEOFFSET()', '2008', []],
  ["SELECT CONCAT('a', 'b')", '2008 R2', ['function CONCAT']],
  ['SELECT CAST(GETDATE() AS datetime2)', '2005', ['type datetime2']],
  ['SELECT DATEDIFF(microsecond, 0, GETDATE())', '2005', ['date part microsecond']],
  ["SELECT SERVERPROPERTY('ProductUpdateLevel')", '2014', ['server property ProductUpdateLevel']],
  ["SELECT OBJECT_ID(N'msdb.dbo.sysmail_stops_sp')", '2025', ['object msdb.dbo.sysmail_stops_sp']],
  ['SELECT @@SPIDS', '2025', ['variable @@SPIDS']],
  [
    'SELECT n.status FROM master.sys.dm_os_cluster_nodes n WHERE n.nodename = @a',
    '2008 R2',
    ['column n.status', 'column n.nodename'],
  ],
  [
    'SELECT v.status FROM master.sys.dm_server_services v',
    '2008 R2',
    ['table master.sys.dm_server_services', 'column v.status'],
  ],
  ['SELECT v.status FROM master.sys.dm_server_services v', '2012', []],
  ['EXEC msdb.dbo.sp_send_dbmail @reply_to = @a', '2005', ['parameter msdb.dbo.sp_send_dbmail @reply_to']],
  ['EXEC msdb.dbo.sp_send_dbmail @reply_to = @a', '2008', []],
  ['EXEC msdb.dbo.sysmail_restart_sp', '2025', ['procedure msdb.dbo.sysmail_restart_sp']],
];

const shortCases: [string, string[]][] = [
  ['SELECT l.log_id FROM sysmail_log l', ['sysmail_log']],
  ['SELECT l.log_id FROM msdb..sysmail_log l', ['msdb..sysmail_log']],
  ['EXEC dbo.sysmail_stop_sp', ['dbo.sysmail_stop_sp']],
  ['DELETE l FROM msdb.dbo.sysmail_log l WHERE l.log_id = 1', []],
];

const scanCases: [string, string[]][] = [
  [`SELECT COUNT(*) FROM ${log}`, [log]],
  [`SELECT TOP 1 l.description FROM ${log} l ORDER BY l.log_id DESC`, [log]],
  [`SELECT MAX(l.log_id) FROM ${log} l`, []],
  [`SELECT MAX(l.log_date) FROM ${log} l`, [log]],
  [`SELECT MAX(l.log_id) FROM ${log} l WHERE l.process_id = 1`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id > @after`, []],
  [`SELECT l.description FROM ${log} l WHERE @after < l.log_id`, []],
  [`SELECT l.description FROM ${log} l WHERE l.log_id > 0`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id < @before`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id <> @after`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id > @after OR l.process_id = 1`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id + 0 > @after`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id > l.process_id`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.log_id > (SELECT MAX(k.log_id) - 9 FROM ${log} k)`, []],
  [`SELECT l.description FROM ${log} l WHERE l.log_id > (SELECT COUNT(*) FROM ${log} k)`, [log]],
  [`SELECT l.description FROM ${log} l WHERE l.process_id = @pid AND l.log_id > @after`, [log]],
  [`UPDATE ${log} SET process_id = 1 WHERE log_id = 7`, []],
  [`DELETE FROM ${log} WHERE event_type = 0`, [log]],
  ['SELECT m.sent_status FROM msdb.dbo.sysmail_mailitems m WHERE m.mailitem_id IN (@a, @b)', []],
  [
    'SELECT m.sent_status FROM msdb.dbo.sysmail_send_retries r JOIN msdb.dbo.sysmail_mailitems m ON m.mailitem_id = r.mailitem_id',
    [],
  ],
  [
    'SELECT m.sent_status FROM msdb.dbo.sysmail_mailitems m LEFT JOIN msdb.dbo.sysmail_send_retries r ON r.mailitem_id = m.mailitem_id',
    ['msdb.dbo.sysmail_mailitems'],
  ],
  [
    'SELECT p.name FROM msdb.dbo.sysmail_mailitems m LEFT JOIN msdb.dbo.sysmail_profile p ON p.profile_id = m.profile_id WHERE m.mailitem_id IN (@a)',
    [],
  ],
  ['SELECT m.sent_status FROM msdb.dbo.sysmail_allitems m WHERE m.sent_status IN (@a)', ['msdb.dbo.sysmail_allitems']],
];

/** What the tests of the statement catalogue would find, by Microsoft's parser. */
describe.skipIf(isParserMissing)('the rules for our statements (need the .NET SDK)', () => {
  const parsed = new Map<string, ParsedText>();
  beforeAll(() => {
    const texts = [...grammarCases, ...nameCases, ...shortCases, ...scanCases].map(([text]) => text);
    for (const [index, answer] of parseTsql(texts).entries()) parsed.set(texts[index] ?? '', answer);
  });
  function read(text: string): ParsedText {
    const answer = parsed.get(text);
    if (!answer) throw new Error(`${text} was not parsed.`);
    return answer;
  }

  it.each(grammarCases)('tell which version reads %s', (text, counts) => {
    const errors = Object.entries(read(text).errors);
    expect(Object.fromEntries(errors.map(([version, found]) => [version, Math.min(found.length, 1)]))).toEqual(counts);
  });

  it.each(nameCases)('tell of %s on SQL Server %s: %j', (text, version, expected) => {
    const answer = read(text);
    expect(answer.errors.newest).toEqual([]);
    expect(unknownNames(answer, knownNames(version))).toEqual(expected);
  });

  it.each(shortCases)('tell short names in %s', (text, expected) => {
    expect(shortNames(read(text))).toEqual(expected);
  });

  it.each(scanCases)('tell whether %s reads a large table from end to end', (text, expected) => {
    const answer = read(text);
    expect(answer.errors['2005']).toEqual([]);
    expect(scans(answer)).toEqual(expected);
  });
});
