import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { connectSql, type SqlConnection } from '../../electron/engine/database-mail/sql-connection';
import type { Lab, LabSettings } from '../../electron/engine/practice/lab';
import { openLab } from '../../electron/engine/practice/open-lab';

export const relayConnector = 'EX10-HUB1\\Relay SQL Server';

/** The practice servers of one test, closed and removed when it ends. */
export async function startLab(settings: Partial<LabSettings> = {}): Promise<Lab & { folder: string }> {
  const folder = settings.folder ?? (await mkdtemp(join(tmpdir(), 'relaytune-lab-')));
  const lab = await openLab({ scenario: 'article', ...settings, folder });
  onTestFinished(async () => {
    await lab.close();
    if (settings.folder === undefined) await rm(folder, { recursive: true, force: true });
  });
  return { ...lab, folder };
}

/** Signs in to the lab's SQL Server with the real driver, as the scenario's own login unless another is named. */
export async function signIn(lab: Lab, login: { user: string; password: string } = lab.sql): Promise<SqlConnection> {
  const { host, port } = lab.sql;
  const { user, password } = login;
  const sql = await connectSql({ host, port, encrypt: false }, user, password);
  onTestFinished(() => sql.close());
  return sql;
}
