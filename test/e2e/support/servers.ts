import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Lab } from '../../../electron/engine/practice/lab';
import { openLab } from '../../../electron/engine/practice/open-lab';
import type { SqlWire } from '../../../electron/engine/practice/tds/wire';
import { writeEndpoint } from '../../support/write-endpoint';

/**
 * The lab's servers in the test's own process, to be reached as somebody's own: Exchange by remoting (with this PATH), SQL Server by host
 * and port. The program's data belongs into `dataFolder`.
 */
export async function startServers(folder: string, sqlWire: SqlWire) {
  const [servers, endpoint] = [join(folder, 'their-servers'), join(folder, 'endpoint')];
  await mkdir(servers);
  await mkdir(endpoint);
  const lab = await openLab({ folder: servers, scenario: 'article', sqlWire });
  const powerShell = await writeEndpoint(endpoint, { lab });
  const PATH = `${dirname(powerShell)}${delimiter}${process.env.PATH ?? ''}`;
  return { lab, env: { PATH }, dataFolder: join(folder, 'data') };
}

/** Page 1 as a person fills it in. */
export async function fillIn(page: Page, { sql, databaseMail }: Lab): Promise<void> {
  // Everybody's computer knows this name; the endpoint answers to any.
  await page.getByLabel('Exchange server', { exact: true }).fill('localhost');
  await page.getByLabel('SQL Server', { exact: true }).fill(`${sql.host},${sql.port}`);
  await page.getByRole('textbox', { name: 'SQL Server login' }).fill(sql.user);
  await page.getByRole('textbox', { name: 'Password' }).fill(sql.password);
  await page.getByLabel('Database Mail profile').fill(databaseMail.profile);
  await page.getByLabel('Test mailboxes').fill(databaseMail.testMailboxes.join('\n'));
  await page
    .getByRole('button', { name: /^(Connect and check|Check again)$/ })
    .first()
    .click();
}

/** Agrees to what is asked, after the tick. */
export async function agree(page: Page, title: string, tick: RegExp, act: string): Promise<void> {
  const question = page.getByRole('group', { name: title });
  await expect(question).toBeVisible({ timeout: 30_000 });
  await question.getByRole('checkbox', { name: tick }).check();
  await question.getByRole('button', { name: act }).click();
}

export const trust = (page: Page) =>
  agree(page, 'Is this your SQL Server?', /I accept this certificate/, 'Trust this certificate and check again');
