import type { Page } from '@playwright/test';
import type { Lab } from '../../../electron/engine/practice/lab';
import type { SqlWire } from '../../../electron/engine/practice/tds/wire';
import { expect, launch } from './launch';
import { fillIn, startServers } from './servers';
import { change, heading, next } from './wizard';

/** The program beside the servers of the test. */
export async function withServers(folder: string, sqlWire: SqlWire, run: (page: Page, lab: Lab) => Promise<void>) {
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
export async function changeTimeout(page: Page): Promise<void> {
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
