import type { Page } from '@playwright/test';
import type { Lab } from '../../electron/engine/practice/lab';
import type { SqlWire } from '../../electron/engine/practice/tds/wire';
import { makeCertificate } from '../support/certificates';
import { expect, launch, test } from './support/launch';
import { host } from './support/powershell';
import { agree, fillIn, startServers, trust } from './support/servers';
import { change, heading, next } from './support/wizard';

// With CI=true a missing engine is a failure, not a skip.
test.skip(host === undefined && process.env.CI !== 'true', 'There is no PowerShell host for the tests.');

/** The program beside the servers of the test. */
async function withServers(folder: string, sqlWire: SqlWire, run: (page: Page, lab: Lab) => Promise<void>) {
  const { lab, env, dataFolder } = await startServers(folder, sqlWire);
  try {
    const { app, page, complaints } = await launch(dataFolder, env);
    await page.getByRole('button', { name: 'Start with my servers' }).click();
    await expect(heading(page, 'Connect and check')).toBeVisible();
    await fillIn(page, lab);
    await run(page, lab);
    expect(complaints).toEqual([]);
    await app.close();
  } finally {
    await lab.close();
  }
}

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
    await trust(page);
    await changeTimeout(page);
    expect(lab.directory.get('EX10-HUB1\\Relay SQL Server').MaxInboundConnectionPerSource).toBe('100');
    await page.getByRole('button', { name: 'Review the undo' }).click();
    await expect(page.getByText('timeout = 20').or(page.getByText('@timeout = 20')).first()).toBeVisible();
  });
});

test('my servers by TLS 1.0, once agreed', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'required', tls: oldTls() }, async (page) => {
    await agree(page, 'Use TLS 1.0?', /I accept TLS 1.0/, 'Use TLS 1.0 and check again');
    await trust(page);
    await changeTimeout(page);
  });
});

test('my servers without encryption, once agreed', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'off' }, async (page) => {
    await agree(
      page,
      'Go on without encryption?',
      /travels in clear for this run/,
      'Go on without encryption and check again',
    );
    await expect(page.getByText('0 blocked.')).toBeVisible({ timeout: 30_000 });
  });
});
