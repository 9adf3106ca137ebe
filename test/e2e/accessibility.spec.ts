import { connections } from '../support/practice-steps';
import { collect } from './support/accessibility';
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
