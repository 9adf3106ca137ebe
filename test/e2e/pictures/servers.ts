import type { Page } from '@playwright/test';
import type { Lab } from '../../../electron/engine/practice/lab';
import { expect } from '../support/launch';
import { fillIn, trust } from '../support/servers';
import { chooseConnector, connect, heading, next } from '../support/wizard';
import { headed, scroll, type Picture } from './album';

/** The user's own servers: signing in, what is refused, and what is asked. */
export async function myServers(page: Page, picture: Picture, lab: Lab): Promise<void> {
  await page.getByRole('button', { name: 'Start with my servers' }).click();
  await expect(heading(page, 'Connect and check')).toBeVisible();
  await picture('my-servers');
  await page.getByRole('button', { name: 'More choices' }).click();
  await expect(page.getByRole('radio', { name: 'Kerberos remoting' })).toBeVisible();
  await scroll(page.getByRole('button', { name: 'More choices' }));
  await picture('my-servers-more');
  await fillIn(page, { ...lab, sql: { ...lab.sql, port: 1 } });
  await expect(page.getByRole('heading', { name: 'What was found' })).toBeVisible({ timeout: 60_000 });
  await scroll(headed(page, 'What was found'));
  await picture('my-servers-blocked');
  await fillIn(page, lab);
  await expect(page.getByRole('group', { name: 'Is this your SQL Server?' })).toBeVisible({ timeout: 30_000 });
  await scroll(page.getByRole('group', { name: 'Is this your SQL Server?' }), 'end');
  await picture('my-servers-certificate');
  await trust(page);
  await expect(page.getByText('0 blocked.')).toBeVisible({ timeout: 30_000 });
  await scroll(headed(page, 'What was found'));
  await picture('my-servers-checked');
  await chooseConnector(page);
  await next(page);
  await next(page, 'Skip measuring');
  await next(page, 'Leave as it is');
  await next(page, 'Leave as it is');
  await page.getByRole('button', { name: /^The table sysmail_server/ }).click();
  await scroll(page.getByRole('button', { name: /^The table sysmail_server/ }));
  await picture('my-servers-table');
  await page.getByRole('button', { name: 'Back to Start' }).click();
}

/** Three hubs behind one name. */
export async function severalHubs(page: Page, picture: Picture): Promise<void> {
  await page.evaluate(() =>
    window.relaytune.call('runs.create', { mode: 'practice', scenario: 'several-hubs' }, crypto.randomUUID()),
  );
  await page.reload();
  await page
    .getByRole('button', { name: /^Continue the run/ })
    .first()
    .click();
  await connect(page);
  await chooseConnector(page);
  await picture('hubs-connectors');
  await next(page);
  await next(page, 'Skip measuring');
  await picture('hubs-connections');
  await page.getByRole('button', { name: 'Review the change' }).click();
  await expect(heading(page, 'Confirm: allow more sessions')).toBeVisible();
  await scroll(page.getByText(/^Type the connector/));
  await picture('hubs-confirm');
  await next(page, 'Cancel');
}
