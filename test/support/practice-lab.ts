import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { connectSql } from '../../electron/engine/database-mail/connect/connect-sql';
import type { SqlTarget } from '../../electron/engine/database-mail/connect/target';
import type { SqlConnection } from '../../electron/engine/database-mail/sql-connection';
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

/** The lab's SQL Server without encryption, or as `changes` say. */
export function targetOf({ sql: { host, port } }: Pick<Lab, 'sql'>, changes: Partial<SqlTarget> = {}): SqlTarget {
  return { host, port, instance: null, encryption: 'none', certificate: null, ...changes };
}

/** Signs in to the lab's SQL Server with the real driver, as the lab's own login unless another is given. */
export async function signIn(
  lab: Pick<Lab, 'sql'>,
  { user, password }: { user: string; password: string } = lab.sql,
): Promise<SqlConnection> {
  const sql = await connectSql(targetOf(lab), { kind: 'sqlLogin', user, password });
  onTestFinished(() => sql.close());
  return sql;
}
