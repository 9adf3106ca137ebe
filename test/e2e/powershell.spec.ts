import { expect, launch, test } from './support/launch';
import { host, withPowerShell } from './support/powershell';
import { change, chooseConnector, connect, heading, next, startPractice } from './support/wizard';

// With CI=true a missing engine is a failure, not a skip.
test.skip(host === undefined && process.env.CI !== 'true', 'There is no PowerShell host for the tests.');

test('practice goes through PowerShell where there is one, and shows what ran', async ({ dataFolder }) => {
  const { app, page, complaints } = await launch(dataFolder, await withPowerShell(dataFolder));
  await expect(page.getByText(/read and changed through .*pwsh, by the very commands that are shown/)).toBeVisible();
  await startPractice(page);
  await connect(page);
  await expect(page.getByText(/The connectors are reached through .*pwsh\./)).toBeVisible();
  await chooseConnector(page);
  await next(page);
  await next(page, 'Skip measuring');
  await page.getByRole('button', { name: 'Review the change' }).click();
  const whatIf = 'What if: Setting Receive connector "EX10-HUB1\\Relay SQL Server".';
  await expect(page.getByText(whatIf)).toBeVisible();
  await next(page, 'Cancel');
  await change(page, 'Confirm: allow more sessions', 'Change 1 connector');

  await page.getByRole('button', { name: 'PowerShell transcript' }).click();
  const dialog = page.getByRole('dialog', { name: 'PowerShell transcript' });
  const written =
    "Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL Server' -MaxInboundConnectionPerSource 100 -MaxInboundConnectionPercentagePerSource 3 -DomainController dc1.corp.example";
  await expect(dialog.getByText(written, { exact: true })).toHaveCount(1);
  await expect(dialog.getByText(`${written} -WhatIf`, { exact: true })).toHaveCount(2);
  await expect(dialog.getByText(whatIf)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(complaints).toEqual([]);
  await app.close();
});

test('a run on my servers begins with empty fields, and says why Exchange cannot be reached', async ({
  dataFolder,
}) => {
  const { app, page } = await launch(dataFolder, await withPowerShell(dataFolder));
  await page.getByRole('button', { name: 'Start with my servers' }).click();
  await expect(heading(page, 'Connect and check')).toBeVisible();
  await expect(page.getByLabel('Exchange server')).toHaveValue('');
  await page.getByLabel('Exchange server').fill('ex10-hub1.corp.example');
  await page.getByLabel('SQL Server', { exact: true }).fill('localhost,1');
  await page.getByRole('textbox', { name: 'SQL Server login' }).fill('relaytune');
  await page.getByLabel('Database Mail profile').fill('Newsletter');
  await page.getByLabel('Test mailboxes').fill('relay.test1@corp.example');
  await page.getByRole('button', { name: 'More choices' }).click();
  await page.getByRole('radio', { name: 'Kerberos remoting' }).click();
  await page.getByRole('button', { name: 'Connect and check', exact: true }).first().click();
  await expect(page.getByRole('row', { name: /^Session to Exchange Blocked/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row', { name: /^SQL Server answers Blocked/ })).toBeVisible();
  await app.close();
});

test('three hubs are changed together, after their name was typed', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await page.evaluate(() =>
    window.relaytune.call('runs.create', { mode: 'practice', scenario: 'hubs' }, crypto.randomUUID()),
  );
  await page.reload();
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  await connect(page);
  await chooseConnector(page);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await next(page);
  await next(page, 'Skip measuring');
  await page.getByRole('button', { name: 'Review the change' }).click();
  await next(page, 'Change 3 connectors');
  await expect(page.getByText('Enter Relay SQL Server.')).toBeVisible();
  await page.getByLabel(/^Type the connector’s name/).fill('Relay SQL Server');
  await page.getByLabel(/^Why is this acceptable here/).fill('All three serve the SQL Server.');
  await next(page, 'Change 3 connectors');
  await expect(page.getByText('Done, and read back.')).toHaveCount(3, { timeout: 30_000 });
  await app.close();
});
