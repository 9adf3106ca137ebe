import { expect, launch, test } from './support/launch';
import { chooseConnector, connect, heading, next, startPractice } from './support/wizard';

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
  await page.getByRole('button', { name: 'Send the Database Mail burst' }).click();
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
