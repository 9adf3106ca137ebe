import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Lab } from '../../electron/engine/practice/lab';
import { openLab } from '../../electron/engine/practice/open-lab';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { makeCertificate } from '../support/certificates';
import { writeEndpoint } from '../support/write-endpoint';
import { expect, launch, test } from './support/launch';
import { host } from './support/powershell';
import { change, heading, next } from './support/wizard';

// With CI=true a missing engine is a failure, not a skip.
test.skip(host === undefined && process.env.CI !== 'true', 'There is no PowerShell host for the tests.');

/** The lab's servers in the test's own process, to be reached as somebody's own: Exchange by remoting, SQL Server by host and port. */
async function withServers(dataFolder: string, sqlWire: SqlWire, run: (page: Page, lab: Lab) => Promise<void>) {
  const labFolder = join(dataFolder, 'their-servers');
  const endpointFolder = join(dataFolder, 'endpoint');
  await mkdir(labFolder);
  await mkdir(endpointFolder);
  const lab = await openLab({ folder: labFolder, scenario: 'article', sqlWire });
  try {
    const powerShell = await writeEndpoint(endpointFolder, { lab });
    const path = `${dirname(powerShell)}${delimiter}${process.env.PATH ?? ''}`;
    const { app, page, complaints } = await launch(join(dataFolder, 'data'), { PATH: path });
    await run(page, lab);
    expect(complaints).toEqual([]);
    await app.close();
  } finally {
    await lab.close();
  }
}

/** Page 1 as a person fills it in. */
async function fillIn(page: Page, { sql, databaseMail }: Lab): Promise<void> {
  await page.getByRole('button', { name: 'Start with my servers' }).click();
  await expect(heading(page, 'Connect and check')).toBeVisible();
  // Everybody's computer knows this name; the endpoint answers to any.
  await page.getByLabel('Exchange server').fill('localhost');
  await page.getByLabel('SQL Server', { exact: true }).fill(`${sql.host},${sql.port}`);
  await page.getByLabel('SQL Server login', { exact: true }).last().fill(sql.user);
  await page.getByRole('textbox', { name: 'Password' }).fill(sql.password);
  await page.getByLabel('Database Mail profile').fill(databaseMail.profile);
  await page.getByLabel('Test mailboxes').fill(databaseMail.testMailboxes.join('\n'));
  await page.getByRole('button', { name: 'Connect and check', exact: true }).click();
}

/** Agrees to what is asked, after the tick. */
async function agree(page: Page, title: string, tick: RegExp, act: string): Promise<void> {
  const question = page.getByRole('group', { name: title });
  await expect(question).toBeVisible({ timeout: 30_000 });
  await question.getByRole('checkbox', { name: tick }).check();
  await question.getByRole('button', { name: act }).click();
}

const trust = (page: Page) =>
  agree(page, 'Is this your SQL Server?', /I accept this certificate/, 'Trust this certificate and check again');

/** From page 1 to the changed timeout, through every page between. */
async function changeTimeout(page: Page): Promise<void> {
  await expect(page.getByText('0 blocked.')).toBeVisible({ timeout: 30_000 });
  await next(page);
  await expect(heading(page, 'Receive connector')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'EX10-HUB1\\Relay SQL Server' })).toBeChecked();
  await next(page);
  await next(page, 'Skip measuring');
  await change(page, 'Confirm: allow more sessions', 'Change 1 connector');
  await next(page);
  await next(page, 'Leave as it is');
  await change(page, 'Confirm: change the timeout', 'Change the timeout of Newsletter');
}

const oldTls = () =>
  ({
    ...makeCertificate({ digest: 'sha1', bits: 1024 }),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    dropOnOldTls: true,
  }) as const;

test('my servers by host and port: TLS 1.2, and a certificate that was looked at', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'required', tls: makeCertificate() }, async (page, lab) => {
    await fillIn(page, lab);
    await trust(page);
    await changeTimeout(page);
    expect(lab.directory.get('EX10-HUB1\\Relay SQL Server').MaxInboundConnectionPerSource).toBe('100');
    await page.getByRole('button', { name: 'Review the undo' }).click();
    await expect(page.getByText('timeout = 20').or(page.getByText('@timeout = 20')).first()).toBeVisible();
  });
});

test('my servers by TLS 1.0, once agreed', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'required', tls: oldTls() }, async (page, lab) => {
    await fillIn(page, lab);
    await agree(page, 'Use TLS 1.0?', /I accept TLS 1.0/, 'Use TLS 1.0 and check again');
    await trust(page);
    await changeTimeout(page);
  });
});

test('my servers without encryption, once agreed', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'off' }, async (page, lab) => {
    await fillIn(page, lab);
    await agree(
      page,
      'Go on without encryption?',
      /travels in clear for this run/,
      'Go on without encryption and check again',
    );
    await changeTimeout(page);
  });
});
