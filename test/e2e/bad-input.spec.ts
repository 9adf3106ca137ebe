import type { Page } from '@playwright/test';
import { expect, launch, test } from './support/launch';
import { chooseConnector, heading, next, startPractice } from './support/wizard';

test('every field of every page says what to enter instead', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await startPractice(page);

  const bad: [label: string, typed: string, good: string, message: RegExp][] = [
    ['Exchange server', 'http://hub/', 'ex10-hub1.corp.example', /Enter the name of the Exchange server/],
    ['SQL Server', 'SQL01,port', 'SQL01', /Enter/],
    ['SQL Server login', '', 'relaytune', /Enter/],
    ['Database Mail profile', ' ', 'Newsletter', /Enter/],
    ['Test mailboxes', 'nobody', 'relay.test1@corp.example', /"nobody" is no mail address/],
  ];
  for (const [label, typed, good, message] of bad) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(typed);
    await page.getByRole('button', { name: 'Connect and check', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: message })).toHaveCount(1);
    await field.fill(good);
  }

  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Connect and check', exact: true }).click();
  await expect(page.getByText('SQL Server refused the sign-in.', { exact: false })).toBeVisible();
  await next(page);
  await expect(page.getByRole('main').getByText(/“SQL Server answers” blocks the way/)).toBeVisible();
  await page.getByLabel('Password').fill('Practice-only-1');
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText(/0 blocked\./)).toBeVisible();
  await chooseConnector(page);
  await next(page);

  await refuses(
    page,
    'Measure first',
    'Mails',
    '1001',
    'Enter a whole number from 1 to 1000.',
    'Send the Database Mail burst',
  );
  await next(page, 'Skip measuring');

  await refuses(
    page,
    'Connections',
    'MaxInboundConnectionPerSource',
    '0',
    'Enter a whole number from 1 to 10000, or unlimited.',
    'Review the change',
  );
  await page.getByLabel('MaxInboundConnectionPerSource').fill('100');
  await refuses(
    page,
    'Connections',
    'MaxInboundConnectionPercentagePerSource',
    '3 %',
    'Enter a whole number from 1 to 100',
    'Review the change',
  );
  await next(page, 'Leave as it is');

  await page.getByRole('radiogroup', { name: 'TarpitInterval' }).getByLabel('Another value').click();
  await refuses(page, 'Efficiency', 'New value', '00:11:00', 'Enter', 'Review the change');
  await next(page, 'Leave as it is');

  await refuses(
    page,
    'Database Mail timeout',
    'New timeout in seconds',
    '-1',
    'Enter whole seconds from 1 to 86400',
    'Review the change',
  );
  await app.close();
});

/** Types it, presses the button, and sees the message beside the field and the same page still. */
async function refuses(
  page: Page,
  title: string,
  label: string,
  typed: string,
  message: string,
  button: string,
): Promise<void> {
  await expect(heading(page, title)).toBeVisible();
  await page.getByLabel(label, { exact: true }).fill(typed);
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText(message, { exact: false }).first()).toBeVisible();
  await expect(heading(page, title)).toBeVisible();
}
