import { expect, it } from 'vitest';
import { callText, withVariables } from '../../../../../electron/engine/database-mail/connect/odbc/texts';

it('declares each variable and sets it from a parameter in its order', () => {
  expect(withVariables('SELECT @id, @since, @who;', { id: 7, since: '2026-01-01', who: null })).toEqual({
    text: 'DECLARE @id int, @since nvarchar(4000), @who nvarchar(4000); SET @id = ?; SET @since = ?; SET @who = ?; SELECT @id, @since, @who;',
    values: [7, '2026-01-01', null],
  });
});

it('sends a text without variables as the value of sp_executesql, so that its SETs end with it', () => {
  expect(withVariables('SET LOCK_TIMEOUT 5000; SELECT 1')).toEqual({
    text: 'DECLARE @text nvarchar(max); SET @text = ?; EXEC sys.sp_executesql @text;',
    values: ['SET LOCK_TIMEOUT 5000; SELECT 1'],
  });
});

it('cuts no text, and no value ever stands in the SQL', () => {
  const { text, values } = withVariables('SELECT @a;', { a: `'; DROP TABLE x --${'y'.repeat(4000)}` });
  expect(text).toBe('DECLARE @a nvarchar(max); SET @a = ?; SELECT @a;');
  expect(values).toHaveLength(1);
});

it('calls a procedure by its parameters’ names, and asks for what it answers', () => {
  expect(callText('msdb.dbo.sp_send_dbmail', { profile_name: 'P', subject: 's' }, ['mailitem_id'])).toEqual({
    text: 'DECLARE @relaytune_return int, @mailitem_id int; EXEC @relaytune_return = msdb.dbo.sp_send_dbmail @profile_name = ?, @subject = ?, @mailitem_id = @mailitem_id OUTPUT; SELECT CAST(@relaytune_return AS int) AS relaytune_return, CAST(@mailitem_id AS int) AS mailitem_id;',
    values: ['P', 's'],
  });
});
