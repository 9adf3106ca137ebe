import { connections } from '../support/practice-steps';
import { editConnectors, readLab, relayValues, relayWith } from './support/lab-file';
import { expect, launch, test } from './support/launch';
import { runUpTo } from './support/short-cut';
import { heading, next } from './support/wizard';

const [perSource, percentage] = ['MaxInboundConnectionPerSource', 'MaxInboundConnectionPercentagePerSource'];

test('after a restart, undo takes back what is ours, and somebody else’s value only where it was chosen', async ({
  dataFolder,
}) => {
  const first = await launch(dataFolder);
  const id = await runUpTo(first.page, 'result', 'article', [connections, { step: 'timeout', timeout: '60' }]);
  await first.app.close();
  expect(await relayValues(dataFolder, id, percentage)).toEqual(['3']);
  await editConnectors(dataFolder, id, relayWith({ [perSource]: '250' }));

  const { app, page, complaints } = await launch(dataFolder);
  await page.getByRole('button', { name: /^Undo what the run of/ }).click();
  await expect(
    page.getByRole('row', {
      name: `${perSource} 20 sessions 100 sessions 250 sessions Changed by somebody else since`,
    }),
  ).toBeVisible();
  await next(page, 'Review the undo');
  await next(page, 'Take 2 settings back');
  await expect(page.getByText('Tick this to go on.')).toBeVisible();
  await accept(page);
  await next(page, 'Take 2 settings back');
  await expect(page.getByText('Taken back, and read back.').first()).toBeVisible();
  // What was left to somebody else is still asked for.
  await page.getByRole('radio', { name: 'Take it back to 20 sessions all the same' }).check();
  await next(page, 'Review the undo');
  await expect(heading(page, 'Confirm: take it back')).toBeVisible();
  await accept(page);
  await next(page, 'Take 1 setting back');
  await expect(page.getByText('All is as it was before this run.')).toBeVisible();
  expect(complaints).toEqual([]);
  await app.close();
  expect(await relayValues(dataFolder, id, perSource)).toEqual(['20']);
  expect(await relayValues(dataFolder, id, percentage)).toEqual(['2']);
  const { msdb } = await readLab(dataFolder, id);
  expect(msdb.tables.sysmail_server.map(({ timeout }) => timeout)).toContain(20);
});

async function accept(page: Parameters<typeof next>[0]): Promise<void> {
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await page.getByLabel(/^Why is this acceptable here/).fill('It was only for the night.');
}
