import { holdRun } from './support/hold-run';
import { expectRecovered, killWhileChanging } from './support/killed-run';
import { connections } from '../support/practice-steps';
import { expect, launch, test } from './support/launch';
import { mainButtons } from './support/main-buttons';
import { runUpTo } from './support/short-cut';
import { heading, next } from './support/wizard';

test('killed in the middle of three connectors, the next start tells what became of each, and Continue does the rest', async ({
  dataFolder,
}) => {
  const run = await killWhileChanging(dataFolder, 'change-announced', 2);
  expect(run.changed).toBeGreaterThanOrEqual(1);
  await expectRecovered(dataFolder, run, async (page) => {
    for (const step of ['Connect and check', 'Receive connector', 'Result', 'Connections']) {
      await page.getByRole('navigation').getByRole('button', { name: step }).click();
      await expect(heading(page, step)).toBeVisible();
      // A colour fades in.
      await expect.poll(() => mainButtons(page), step).toEqual(['Continue…']);
    }
  });
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
