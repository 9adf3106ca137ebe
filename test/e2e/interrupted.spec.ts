import { join } from 'node:path';
import { holdRun } from './support/hold-run';
import { killAt } from './support/kill';
import { relayValues } from './support/lab-file';
import { connections } from '../support/practice-steps';
import { expect, launch, test } from './support/launch';
import { mainButtons } from './support/main-buttons';
import { runUpTo } from './support/short-cut';
import { next } from './support/wizard';

const hubs = ['EX10-HUB1', 'EX10-HUB2', 'EX10-HUB3'];

test('killed in the middle of three connectors, the next start tells what became of each, and Continue does the rest', async ({
  dataFolder,
}) => {
  const first = await launch(dataFolder);
  const id = await runUpTo(first.page, 'connections', 'hubs');
  await first.page.getByRole('button', { name: /^Continue the run/ }).click();
  await next(first.page, 'Review the change');
  await accept(first.page);
  const { struck } = await killAt(first.app, join(dataFolder, 'runs', id), 'change-announced', 2);
  // The page is gone before the click has been answered.
  await next(first.page, 'Change 3 connectors').catch(() => undefined);
  expect(await struck).toBe(true);
  await first.app.close().catch(() => undefined);
  const left = await relayValues(dataFolder, id, 'MaxInboundConnectionPerSource');
  // The kill is a signal: what was under way behind it may still have been written, hub after hub.
  const changed = left.filter((value) => value === '100').length;
  expect(changed).toBeGreaterThanOrEqual(1);
  expect(left).toEqual(hubs.map((_hub, place) => (place < changed ? '100' : '20')));

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
    for (const step of ['Connect and check', 'Receive connector', 'Result', 'Connections']) {
      await page.getByRole('navigation').getByRole('button', { name: step }).click();
      // A colour fades in.
      await expect.poll(() => mainButtons(page), step).toEqual(['Continue…']);
    }
    await next(page, 'Continue…');
    // One connector alone needs no name typed.
    if (rest > 1) await accept(page);
    await next(page, `Change ${rest === 1 ? '1 connector' : `${rest} connectors`}`);
  }
  await expect(panel).toHaveCount(0);
  await expect(page.getByText('Done, and read back.').first()).toBeVisible();
  expect(complaints).toEqual([]);
  await app.close();
  expect(await relayValues(dataFolder, id, 'MaxInboundConnectionPerSource')).toEqual(['100', '100', '100']);
});

test('a run that another program has open is shown, and nothing in it can be changed', async ({ dataFolder }) => {
  const first = await launch(dataFolder);
  const id = await runUpTo(first.page, 'result', 'article', [connections]);
  await first.app.close();
  const release = await holdRun(dataFolder, id);
  try {
    const { app, page } = await launch(dataFolder);
    await expect(page.getByRole('button', { name: /^Undo what the run of/ })).toHaveCount(0);
    await page.getByRole('button', { name: /^Open to read/ }).click();
    const notice = page.getByText('Open to read only. This run is open in another RelayTune.', { exact: true });
    await expect(notice).toBeVisible();
    await expect(page.getByRole('row', { name: /MaxInboundConnectionPerSource 20 100/ })).toBeVisible();
    await next(page, 'Finish');
    await expect(page.getByText('This run is open in another RelayTune.', { exact: true })).toBeVisible();
    await expect(notice).toBeVisible();
    await app.close();
  } finally {
    release();
  }
});

async function accept(page: Parameters<typeof next>[0]): Promise<void> {
  await page.getByLabel(/^Type the connector/).fill('Relay SQL Server');
  await page.getByLabel(/^Why is this acceptable here/).fill('All three serve the SQL Server.');
}
