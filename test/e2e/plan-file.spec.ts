import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { edited } from '../support/plan-file';
import { openFrom, saveTo } from './support/dialogs';
import { relayValues } from './support/lab-file';
import { expect, launch, test } from './support/launch';
import { onlyRun } from './support/only-run';
import { runUpTo } from './support/short-cut';
import { connect, heading, next } from './support/wizard';

test('a plan file: saved by one, refused where it was edited, and else carried out by another as it is', async ({
  dataFolder,
}) => {
  const [senior, junior, file] = [
    join(dataFolder, 'senior'),
    join(dataFolder, 'junior'),
    join(dataFolder, 'plan.json'),
  ];
  const planning = await launch(senior);
  const planned = await runUpTo(planning.page, 'connections', 'article');
  await planning.page.getByRole('button', { name: /^Continue the run/ }).click();
  await planning.page.getByLabel('MaxInboundConnectionPerSource', { exact: true }).fill('80');
  await next(planning.page, 'Review the change');
  await next(planning.page, 'Save as plan file…');
  await planning.page.getByLabel('Ticket').fill('CHG-4711');
  await saveTo(planning.app, file);
  await next(planning.page, 'Save the plan file…');
  const fingerprint = await planning.page
    .getByText(/^Saved\. Its fingerprint is/)
    .locator('strong')
    .innerText();
  await planning.app.close();
  // Planning writes nothing.
  expect(await relayValues(senior, planned, 'MaxInboundConnectionPerSource')).toEqual(['20']);

  const { app, page, complaints } = await launch(junior);
  const spoilt = join(dataFolder, 'spoilt.json');
  await writeFile(
    spoilt,
    edited(await readFile(file, 'utf8'), (each) => (each.ticket = 'CHG-9999')),
  );
  await openFrom(app, spoilt);
  await next(page, 'Open a plan file…');
  await expect(
    page.getByText('This plan file is not as it was saved. Nothing was opened.', { exact: true }),
  ).toBeVisible();
  await openFrom(app, file);
  await next(page, 'Open a plan file…');
  await expect(page.getByRole('row', { name: `Fingerprint ${fingerprint}` })).toBeVisible();
  await expect(page.getByLabel('Exchange server')).not.toBeEditable();
  await connect(page);
  await next(page);
  await expect(heading(page, 'Receive connector')).toBeVisible();
  await next(page);
  await next(page, 'Skip measuring');
  await expect(heading(page, 'Connections')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await next(page, 'Check and review this change');
  await next(page, 'Change 1 connector');
  await expect(page.getByText('Done, and read back.').first()).toBeVisible();
  expect(complaints).toEqual([]);
  await app.close();
  expect(await relayValues(junior, await onlyRun(junior), 'MaxInboundConnectionPerSource')).toEqual(['80']);
});
