import type { Page } from '@playwright/test';
import { expect } from '../support/launch';
import {
  change,
  chooseConnector,
  connect,
  heading,
  measure,
  next,
  sendSmtpBurst,
  startPractice,
} from '../support/wizard';
import { headed, scroll, type ColorScheme, type Picture } from './album';

type Whole = {
  page: Page;
  colorScheme: ColorScheme;
  picture: Picture;
  /** What is shown of the Result besides, before the run is finished. */
  atResult: () => Promise<void>;
};

/** The article's case from Start to its end: every page and its main states. */
export async function wholeRun({ page, colorScheme, picture, atResult }: Whole): Promise<void> {
  await expect(page.getByText('There are no earlier runs on this computer.')).toBeVisible();
  await picture('start');
  await startPractice(page);
  await picture('connect');
  await page.getByLabel('Exchange server').fill('http://hub');
  await page.getByLabel('Test mailboxes').fill('nobody');
  await page.getByRole('button', { name: 'Connect and check', exact: true }).first().click();
  await picture('connect-bad-input');
  await page.getByLabel('Exchange server').fill('ex10-hub1.corp.example');
  await page.getByLabel('Test mailboxes').fill('relay.test1@corp.example\nrelay.test2@corp.example');
  await connect(page);
  await scroll(headed(page, 'What was found'));
  await picture('connect-checked');
  await chooseConnector(page);
  await picture('connector');
  await page.getByRole('button', { name: /^Show \d+ that do not serve/ }).click();
  await scroll(page.getByRole('button', { name: /^Show \d+ that do not serve/ }));
  await picture('connector-others');
  await scroll(headed(page, 'EX10-HUB1\\Relay SQL Server'));
  await picture('connector-attributes');
  await next(page);
  await picture('measure');
  await smtpBurst(page, picture);
  await measure(page);
  await scroll(headed(page, /^Connection ladder/));
  await picture('measured-ladder');
  await scroll(page.getByText('Database Mail burst, before'));
  await picture('measured-burst-chart');
  await scroll(page.getByRole('table', { name: 'Database Mail burst' }));
  await picture('measured-burst');
  await next(page);
  await picture('connections');
  await page.getByRole('button', { name: 'Review the change' }).click();
  await expect(heading(page, 'Confirm: allow more sessions')).toBeVisible();
  await picture('connections-confirm');
  await page.emulateMedia({ colorScheme, forcedColors: 'active' });
  await picture('connections-confirm-forced-colors');
  await page.emulateMedia({ colorScheme, forcedColors: 'none' });
  // 200 % in the smallest window.
  await page.setViewportSize({ width: 512, height: 360 });
  await scroll(heading(page, 'Confirm: allow more sessions'));
  await picture('connections-confirm-200-percent');
  await page.setViewportSize({ width: 1024, height: 720 });
  await scroll(page.getByText('What Exchange says it would do (-WhatIf)'));
  await picture('connections-confirm-whatif');
  await next(page, 'Cancel');
  await change(page, 'Confirm: allow more sessions', 'Change 1 connector');
  await picture('connections-done');
  await page.getByRole('button', { name: 'PowerShell transcript' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture('transcript');
  await page.keyboard.press('Escape');
  for (const dialog of ['Practice brief', 'Help']) {
    await next(page, dialog);
    await expect(page.getByRole('dialog')).toBeVisible();
    // It fades in.
    await page.waitForTimeout(400);
    await picture(dialog.toLowerCase().replace(' ', '-'));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await next(page);
  await picture('efficiency');
  await change(page, 'Confirm: remove delays', 'Change 1 connector');
  await next(page);
  await expect(page.getByText('Which account')).toBeVisible();
  await picture('timeout');
  await change(page, 'Confirm: change the timeout', 'Change the timeout of Newsletter');
  await picture('timeout-done');
  await page.getByRole('button', { name: 'Review the restart' }).click();
  await expect(heading(page, 'Confirm: restart Database Mail')).toBeVisible();
  await picture('restart-confirm');
  await next(page, 'Stop and start Database Mail');
  await expect(page.getByText('The changed timeout does not count yet.')).toHaveCount(0, { timeout: 30_000 });
  await next(page);
  await sendSmtpBurst(page);
  await scroll(page.getByText('SMTP burst, before'));
  await picture('test-smtp-charts');
  await scroll(page.getByRole('table', { name: 'SMTP burst' }));
  await picture('test-smtp');
  await measure(page);
  await scroll(page.getByText('Database Mail burst, before'));
  await picture('test-charts');
  await scroll(page.getByText(/^421s \d+ → \d+/).last());
  await picture('test');
  await next(page, 'See the result');
  await picture('result');
  await scroll(headed(page, 'What was learnt'));
  await picture('result-learnt');
  const chart = page.getByText('SMTP burst, before', { exact: true });
  await scroll(chart);
  await picture('result-charts');
  await page.setViewportSize({ width: 512, height: 720 });
  await scroll(chart);
  await picture('result-charts-narrow');
  await page.setViewportSize({ width: 1024, height: 720 });
  await scroll(chart);
  await page.emulateMedia({ colorScheme, forcedColors: 'active' });
  await picture('result-charts-forced-colors');
  await page.emulateMedia({ colorScheme, forcedColors: 'none' });
  await atResult();
  await next(page, 'Finish');
  await expect(page.getByText('Finished')).toBeVisible();
  await scroll(headed(page, 'Earlier runs'));
  await picture('start-with-run');
}

/** Its form with bad input, the test while it runs, and what it found. */
async function smtpBurst(page: Page, picture: Picture): Promise<void> {
  await page.getByRole('button', { name: 'More choices for the SMTP burst' }).click();
  await page.getByRole('checkbox', { name: 'Sign in to the connector (AUTH)' }).click();
  await page.getByLabel('Mails to send by SMTP').fill('0');
  await page.getByRole('button', { name: 'Send the SMTP burst' }).click();
  await scroll(headed(page, /^SMTP burst/));
  await picture('smtp-bad-input');
  await page.getByRole('checkbox', { name: 'Sign in to the connector (AUTH)' }).click();
  await page.getByLabel('Mails to send by SMTP').fill('100');
  await page.getByRole('button', { name: 'Send the SMTP burst' }).click();
  await scroll(page.getByText('SMTP burst, before (running)'));
  await expect(page.getByText(/^(Accepted|Refused with 421): [1-9]/).first()).toBeVisible({ timeout: 60_000 });
  await picture('smtp-running');
  await expect(page.getByRole('table', { name: 'SMTP burst' })).toBeVisible({ timeout: 90_000 });
  await scroll(page.getByText('SMTP burst, before', { exact: true }));
  await picture('smtp-chart');
  await scroll(page.getByRole('table', { name: 'SMTP burst' }));
  await picture('smtp-numbers');
  // A computer that is too busy gives no times, and so nothing that they could point to.
  const phases = page.getByRole('button', { name: 'Show the times of each phase' });
  if (await phases.isVisible()) {
    await phases.click();
    await scroll(page.getByRole('list', { name: 'What the times point to' }));
    await picture('smtp-pointers');
  }
  await scroll(page.getByRole('table', { name: 'Why mails failed by SMTP' }));
  await picture('smtp-causes');
}
