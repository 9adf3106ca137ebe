import { expect, launch, test } from './support/launch';
import { longestTask, longestTaskOf, medianOf } from './support/long-tasks';
import { heading } from './support/wizard';

test('fifty hubs with ten connectors each are read, ranked and listed without holding the page up', async ({
  dataFolder,
}) => {
  const { app, page } = await launch(dataFolder);
  await page.evaluate(() =>
    window.relaytune.call('runs.create', { mode: 'practice', scenario: 'large' }, crypto.randomUUID()),
  );
  await page.reload();
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  await expect(heading(page, 'Connect and check')).toBeVisible();
  await page.getByRole('button', { name: 'Connect and check', exact: true }).first().click();
  await expect(page.getByText('500 receive connectors on 50 hubs were read.')).toBeVisible({ timeout: 20_000 });

  const slowest: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const rows = page.locator('main input[type=checkbox]');
    const opening = await longestTaskOf(page.getByRole('button', { name: 'Next', exact: true }), rows);
    await expect(heading(page, 'Receive connector')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'EX10-HUB1\\Relay SQL Server' })).toBeChecked();
    const others = page.getByRole('button', { name: 'Show 499 that do not serve this server' });
    const unfolding = await longestTaskOf(others, rows.nth(10));
    await expect(page.getByText('Relay Scanners 3').first()).toBeVisible();
    const growing = await longestTaskOf(page.getByRole('button', { name: 'Show 10 more of 489' }), rows.nth(20));
    await expect(page.getByRole('button', { name: 'Show 10 more of 479' })).toBeVisible();
    slowest.push(Math.max(opening, unfolding, growing));
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(heading(page, 'Connect and check')).toBeVisible();
  }
  expect(medianOf(slowest)).toBeLessThanOrEqual(longestTask);
  await app.close();
});
