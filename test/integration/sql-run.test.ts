import mssql from 'mssql';
import { expect, it, onTestFinished, vi } from 'vitest';
import { deleteTestMails, updateTimeout } from '../../electron/engine/database-mail/statements';
import { signIn, startLab } from '../support/practice-lab';

it('runs the very text that is shown, by sp_executesql and not as a batch, so that no SET stays on the connection', async () => {
  const seen: string[] = [];
  const lab = await startLab({ sqlWire: { onRequest: (text) => void seen.push(text) } });
  const sql = await signIn(lab);
  // The package sends a query as sp_executesql, and a batch as it is.
  const queries = vi.spyOn(mssql.Request.prototype, 'query');
  const batches = vi.spyOn(mssql.Request.prototype, 'batch');
  onTestFinished(() => {
    queries.mockRestore();
    batches.mockRestore();
  });
  const shown = [deleteTestMails([7, 8], 'run-7f3a2b1c'), updateTimeout(2, 60)];
  for (const text of shown) await sql.run(text);
  expect(shown[0]).toContain('SET LOCK_TIMEOUT 5000;');
  expect(seen).toEqual(expect.arrayContaining(shown));
  expect(queries.mock.calls.map(([text]) => text)).toEqual(shown);
  expect(batches).not.toHaveBeenCalled();
  const [row] = await sql.query('SELECT s.timeout FROM msdb.dbo.sysmail_server s WHERE s.account_id = 2');
  expect(row).toEqual({ timeout: 60 });
});
