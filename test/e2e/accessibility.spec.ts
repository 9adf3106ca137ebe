import type { Page } from '@playwright/test';
import { connections } from '../support/practice-steps';
import { lossesAt200Percent, violationsOf } from './support/accessibility';
import { editConnectors, relayWith } from './support/lab-file';
import { expect, launch, test } from './support/launch';
import { measureQuickly, runUpTo } from './support/short-cut';
import { heading, next, startPractice } from './support/wizard';

const timeout = { step: 'timeout', timeout: '60' } as const;

test('axe finds nothing on any page, light or dark, and at 200 % nothing is lost', async ({ dataFolder }) => {
  test.setTimeout(240_000);
  const { app, page } = await launch(dataFolder);
  const found = collect(page);
  await found('start, empty');
  await startPractice(page);
  await page.getByLabel('Exchange server').fill('http://hub');
  await page.getByRole('button', { name: 'Connect and check', exact: true }).click();
  await found('connect, bad input');
  await next(page, 'Back to Start');
  await runUpTo(page, 'result', 'article', [connections, timeout], measureQuickly);
  await found('start, with runs');
  await page
    .getByRole('button', { name: /^Continue the run/ })
    .first()
    .click();
  await expect(heading(page, 'Result')).toBeVisible();
  await found('result');
  for (const step of [
    'Connect and check',
    'Receive connector',
    'Connections',
    'Efficiency',
    'Database Mail timeout',
    'Test burst',
  ]) {
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await found(step);
  }
  expect(found.all()).toEqual([]);
  await app.close();
});

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

/** Looks at what shows: all rules in the light, contrast in the dark, and at 200 %. */
function collect(page: Page) {
  const all: string[] = [];
  const look = async (name: string) => {
    const add = (how: string, lines: readonly string[]) => all.push(...lines.map((line) => `${name}, ${how}: ${line}`));
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    add('dark', await violationsOf(page, ['color-contrast']));
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    add('light', await violationsOf(page));
    add('200 %', await lossesAt200Percent(page));
  };
  return Object.assign(look, { all: () => all });
}
