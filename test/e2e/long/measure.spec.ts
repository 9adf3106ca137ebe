import { expect, launch, test } from '../support/launch';
import { longestTask, medianOf, watchTasks } from '../support/long-tasks';
import { chooseConnector, connect, heading, next, sendSmtpBurst, startPractice } from '../support/wizard';

test('ten thousand mails by SMTP are drawn and counted without holding the page up', async ({ dataFolder }) => {
  test.setTimeout(400_000);
  const { app, page, complaints } = await launch(dataFolder);
  await startPractice(page);
  await connect(page);
  await chooseConnector(page);
  await next(page);
  await expect(heading(page, 'Measure first')).toBeVisible();
  await page.getByLabel('Mails to send by SMTP').fill('10000');
  const slowest: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const longest = await watchTasks(page);
    await sendSmtpBurst(page);
    await expect(page.getByRole('row', { name: 'Mails asked 10,000' })).toBeVisible();
    slowest.push(await longest());
  }
  expect(medianOf(slowest)).toBeLessThanOrEqual(longestTask);

  // The chart as a picture with a name, in words, and as a table; all of it within the page's policy.
  const chart = page.getByRole('figure').filter({ hasText: 'SMTP burst, before' });
  await expect(chart.getByRole('img', { name: 'Chart: sessions open over time, against the limit' })).toBeVisible();
  await expect(
    chart.getByText(/^Most sessions open at once 20, the limit is 20\. In .*: [\d,]+ mails accepted\./),
  ).toBeVisible();
  await chart.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('table', { name: 'SMTP burst, before, as a table' })).toBeVisible();
  expect(complaints).toEqual([]);
  await app.close();
});

test('a Stop ends the SMTP burst within a second, with what it found by then', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await startPractice(page);
  await connect(page);
  await chooseConnector(page);
  await next(page);
  await page.getByLabel('Mails to send by SMTP').fill('10000');
  await page.getByLabel('Mails a second').fill('20');
  await page.getByRole('button', { name: 'Send the SMTP burst' }).click();
  const panel = page.getByRole('region', { name: /^SMTP burst/ });
  await expect(panel.getByText('SMTP burst, before (running)')).toBeVisible();
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('table', { name: 'SMTP burst' })).toBeVisible({ timeout: 1000 });
  await expect(panel.getByText(/^Stopped after [\d,]+ mails? (was|were) accepted\./)).toBeVisible();
  await app.close();
});
