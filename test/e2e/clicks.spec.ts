import type { ElementHandle, Page } from '@playwright/test';
import { expect, launch, test } from './support/launch';
import { findsMainButtons } from './support/main-buttons';
import { heading } from './support/wizard';

/** Wall time of a whole run, tests included. */
const limitMilliseconds = 150_000;
const mostClicks = 25;

test('whoever clicks nothing but each page’s main button comes from Start to Fixed', async ({ dataFolder }) => {
  test.setTimeout(limitMilliseconds + 60_000);
  const { app, page, complaints } = await launch(dataFolder);
  await findsMainButtons(page);
  const startedAt = Date.now();
  const clicked: string[] = [];
  while (!(await heading(page, 'Result').isVisible())) {
    expect(clicked.length, clicked.join(' > ')).toBeLessThan(mostClicks);
    clicked.push(await clickMainButton(page));
  }
  expect(Date.now() - startedAt).toBeLessThan(limitMilliseconds);
  await expect(page.getByRole('heading', { name: 'Fixed' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Newsletter timeout 20 60' })).toBeVisible();
  // No test and no confirmation was passed over, nor the restart that makes the timeout count.
  expect(clicked).toEqual([
    'Start practice',
    'Connect and check',
    'Next',
    'Next',
    'Climb the ladder',
    'Send the Database Mail burst',
    'Next',
    'Review the change',
    'Change 1 connector',
    'Next',
    'Review the change',
    'Change 1 connector',
    'Next',
    'Review the change',
    'Change the timeout of Newsletter',
    'Review the restart',
    'Stop and start Database Mail',
    'Next',
    'Climb the ladder',
    'Send the Database Mail burst',
    'See the result',
  ]);
  expect(complaints).toEqual([]);
  await app.close();
});

/** Presses the main button; where a page has several parts, the first of them. Answers its name. */
async function clickMainButton(page: Page): Promise<string> {
  // While a page works its main button cannot be pressed, or is not there.
  const found = await page.waitForFunction(
    () => {
      const [found] = window.mainButtons?.() ?? [];
      // Twice the same: a page that has just opened is still reading, and its first part cannot be pressed yet.
      const isSame = found !== undefined && found === window.lastMain;
      window.lastMain = found;
      return isSame ? found : null;
    },
    undefined,
    { timeout: 60_000, polling: 200 },
  );
  const button = found.asElement() as ElementHandle<HTMLButtonElement>;
  const name = (await button.textContent()) ?? '';
  await button.click();
  // Under the mouse a button has another colour.
  await page.mouse.move(0, 0);
  await page.waitForFunction(
    ([pressed, was]) => !pressed.isConnected || pressed.ariaDisabled === 'true' || pressed.textContent !== was,
    [button, name] as const,
    { timeout: 10_000 },
  );
  return name;
}
