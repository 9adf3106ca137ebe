import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { killAt } from './kill';
import { relayValues } from './lab-file';
import { expect, launch } from './launch';
import { runUpTo } from './short-cut';
import { heading, next } from './wizard';

const hubs = ['EX10-HUB1', 'EX10-HUB2', 'EX10-HUB3'];

/** What the practice case has them begin with. */
const before = ['20', '20', '5'];

/** A practice run whose program was killed, and how many of its three connectors had been changed by then. */
type KilledRun = { id: string; changed: number };

const valuesOf = (dataFolder: string, id: string) => relayValues(dataFolder, id, 'MaxInboundConnectionPerSource');

/** Changes three connectors, and kills the whole program at the n-th record of that kind. */
export async function killWhileChanging(dataFolder: string, type: string, nth: number): Promise<KilledRun> {
  const { app, page } = await launch(dataFolder);
  const id = await runUpTo(page, 'connections', 'several-hubs');
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  await next(page, 'Review the change');
  await accept(page);
  const { struck } = await killAt(app, join(dataFolder, 'runs', id), type, nth);
  // The page is gone before the click has been answered.
  await next(page, 'Change 3 connectors').catch(() => undefined);
  expect(await struck).toBe(true);
  await app.close().catch(() => undefined);
  const left = await valuesOf(dataFolder, id);
  // The kill is a signal: what was under way behind it may still have been written, hub after hub.
  const changed = left.filter((value) => value === '100').length;
  expect(left).toEqual(before.map((value, place) => (place < changed ? '100' : value)));
  return { id, changed };
}

/** What the next start tells of each is what is there; Continue does the rest. @param atPanel where there is a rest, before that */
export async function expectRecovered(
  dataFolder: string,
  { id, changed }: KilledRun,
  atPanel: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { app, page, complaints } = await launch(dataFolder);
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  const panel = page.getByRole('region', { name: 'Interrupted change' });
  const rest = hubs.length - changed;
  if (rest > 0) {
    for (const [place, hub] of hubs.entries()) {
      const row = `^${hub}.Relay SQL Server ${place < changed ? 'Done' : 'Not touched'} `;
      // The first waits until what was interrupted has been read.
      await expect(panel.getByRole('row', { name: new RegExp(row) })).toBeVisible({ timeout: 60_000 });
    }
    await atPanel(page);
    await next(page, 'Continue…');
    await accept(page);
    await next(page, `Change ${rest === 1 ? '1 connector' : `${rest} connectors`}`);
    // Closed before that, the program would ask.
    await expect(heading(page, 'Connections')).toBeVisible({ timeout: 30_000 });
  }
  await expect(panel).toHaveCount(0);
  await expect(page.getByText('Done, and read back.').first()).toBeVisible();
  expect(complaints).toEqual([]);
  await app.close();
  expect(await valuesOf(dataFolder, id)).toEqual(['100', '100', '100']);
}

async function accept(page: Page): Promise<void> {
  await page.getByLabel(/^Type the connector/).fill('Relay SQL Server');
  await page.getByLabel(/^Why is this acceptable here/).fill('All three serve the SQL Server.');
}
