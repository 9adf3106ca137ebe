import { expect, launch, test } from './support/launch';
import { change, chooseConnector, connect, heading, measure, next, startPractice } from './support/wizard';

test('the article’s case from the first click to the result', async ({ dataFolder }) => {
  const { app, page, complaints } = await launch(dataFolder);
  await startPractice(page);
  await connect(page);
  await chooseConnector(page);
  await next(page);

  await measure(page);
  await expect(page.getByText(/^Measured: 20 sessions/)).toBeVisible();
  await expect(page.getByText('421: too many sessions from one source').first()).toBeVisible();
  await next(page);

  await expect(heading(page, 'Connections')).toBeVisible();
  await page.getByRole('button', { name: 'Review the change' }).click();
  await expect(
    page.getByText("Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL Server' -MaxInboundConnectionPerSource 100"),
  ).toBeVisible();
  await next(page, 'Cancel');
  await change(page, 'Confirm: allow more sessions', 'Change 1 connector');
  await next(page);
  await change(page, 'Confirm: remove delays', 'Change 1 connector');
  await next(page);
  await change(page, 'Confirm: change the timeout', 'Change the timeout of Newsletter');
  await page.getByRole('button', { name: 'Review the restart' }).click();
  await next(page, 'Stop and start Database Mail');
  await expect(page.getByText('The changed timeout does not count yet.')).toHaveCount(0, { timeout: 30_000 });
  await next(page);

  await measure(page);
  await expect(page.getByText(/^Measured: 100 sessions/)).toBeVisible();
  await expect(page.getByRole('row', { name: /^Sent \d+ 100 \d+ more$/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Failed \d+ 0 \d+ fewer$/ })).toBeVisible();
  await next(page, 'See the result');
  await expect(page.getByRole('heading', { name: 'Fixed' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Newsletter timeout 20 60' })).toBeVisible();
  await next(page, 'Finish');
  await expect(page.getByRole('row', { name: /7 of 7: Result 3 Finished/ })).toBeVisible();
  expect(complaints).toEqual([]);
  await app.close();
});

test('100 with 2 % left is 99, and the page says why', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await toConnections(page);
  await page.getByLabel('MaxInboundConnectionPercentagePerSource').fill('2');
  await expect(
    page
      .getByText('99, held by MaxInboundConnectionPercentagePerSource: 2 % of the 4,901 connections still free')
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('main').getByText(/to reach 100, enter 3 %/)).toBeVisible();
  await app.close();
});

test('a Stop in the middle of a burst leaves an honest result', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await toConnections(page);
  await next(page, 'Back');
  await page.getByRole('button', { name: 'Send the test burst' }).click();
  await expect(page.getByText('Database Mail is sending…')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/^Stopped after \d+ mails? (was|were) queued\./)).toBeVisible({
    timeout: 15_000,
  });
  await app.close();
});

/** Straight to page 3, nothing measured. */
async function toConnections(page: Parameters<typeof connect>[0]): Promise<void> {
  await startPractice(page);
  await connect(page);
  await chooseConnector(page);
  await next(page);
  await next(page, 'Skip measuring');
  await expect(heading(page, 'Connections')).toBeVisible();
}
