import { connections } from '../../support/practice-steps';
import { collect } from '../support/accessibility';
import { editConnectors, relayWith } from '../support/lab-file';
import { expect, launch, test } from '../support/launch';
import { runUpTo } from '../support/short-cut';
import { heading, next } from '../support/wizard';

test('axe finds nothing on any dialog, confirmation, or what a plan, an undo and another’s hand lead to', async ({
  dataFolder,
}) => {
  test.setTimeout(240_000);
  const first = await launch(dataFolder);
  const id = await runUpTo(first.page, 'connections', 'article', [connections]);
  await first.app.close();
  await editConnectors(dataFolder, id, relayWith({ MaxInboundConnectionPerSource: '250' }));
  const { app, page } = await launch(dataFolder);
  const found = collect(page);
  await next(page, 'About');
  await expect(page.getByRole('dialog')).toBeVisible();
  await found('About');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  for (const dialog of ['PowerShell transcript', 'Help', 'Practice brief']) {
    await next(page, dialog);
    await expect(page.getByRole('dialog')).toBeVisible();
    await found(dialog);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByLabel('MaxInboundConnectionPerSource', { exact: true }).fill('120');
  await next(page, 'Review the change');
  await expect(heading(page, 'Confirm: allow more sessions')).toBeVisible();
  await found('confirmation');
  await next(page, 'Save the script');
  await found('menu of scripts');
  await page.keyboard.press('Escape');
  await next(page, 'Save as plan file…');
  await found('plan file');
  await next(page, 'Cancel');
  await next(page, 'Back to Start');
  await page.getByRole('button', { name: /^Undo what the run of/ }).click();
  await expect(page.getByText('Changed by somebody else since')).toBeVisible();
  await found('undo');
  expect(found.all()).toEqual([]);
  await app.close();
});
