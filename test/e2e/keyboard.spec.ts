import type { Page } from '@playwright/test';
import { expect, launch, test } from './support/launch';
import { heading } from './support/wizard';

/** More stops than the page with the most has. */
const mostStops = 80;
const slow = { timeout: 60_000 };

test('the article’s case by keyboard alone, from the first stop to the result', async ({ dataFolder }) => {
  test.setTimeout(180_000);
  const { app, page, complaints } = await launch(dataFolder);
  await press(page, 'Start practice');
  await expect(heading(page, 'Connect and check')).toBeFocused();

  // Enter in a field does what the page is for.
  await reach(page, 'Exchange server');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 blocked.')).toBeVisible(slow);
  await press(page, 'Next');
  await expect(heading(page, 'Receive connector')).toBeFocused();
  await expect(page.getByRole('checkbox', { name: 'EX10-HUB1\\Relay SQL Server' })).toBeChecked(slow);
  await press(page, 'Next');
  await expect(heading(page, 'Measure first')).toBeFocused();
  await press(page, 'Climb the ladder');
  await expect(page.getByText(/^Measured: 20 sessions/)).toBeVisible(slow);
  await expect(page.getByText('421: too many sessions from one source').first()).toBeVisible();
  await press(page, 'Send the Database Mail burst');
  await expect(page.getByRole('table', { name: 'Database Mail burst' })).toBeVisible(slow);
  await press(page, 'Next');

  await expect(heading(page, 'Connections')).toBeFocused();
  await press(page, 'Review the change');
  await expect(heading(page, 'Confirm: allow more sessions')).toBeFocused();
  await expect(
    page.getByText("Set-ReceiveConnector -Identity 'EX10-HUB1\\Relay SQL Server' -MaxInboundConnectionPerSource 100"),
  ).toBeVisible();
  // The safe way out, and back to where it came from.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Review the change' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Confirm: allow more sessions')).toBeFocused();
  await press(page, 'Change 1 connector');
  await expect(page.getByText('Done, and read back.').first()).toBeVisible(slow);
  await press(page, 'Next');
  await expect(heading(page, 'Efficiency')).toBeFocused();
  await confirmed(page, 'Confirm: remove delays', 'Change 1 connector');
  await press(page, 'Next');
  await expect(heading(page, 'Database Mail timeout')).toBeFocused();
  await confirmed(page, 'Confirm: change the timeout', 'Change the timeout of Newsletter');
  await press(page, 'Review the restart');
  await press(page, 'Stop and start Database Mail');
  await expect(page.getByText('The changed timeout does not count yet.')).toHaveCount(0, slow);
  await press(page, 'Next');

  await expect(heading(page, 'Test burst')).toBeFocused();
  await press(page, 'Climb the ladder');
  await expect(page.getByText(/^Measured: 100 sessions/)).toBeVisible(slow);
  await press(page, 'Send the Database Mail burst');
  await expect(page.getByRole('table', { name: 'Database Mail burst' })).toBeVisible(slow);
  await expect(page.getByRole('row', { name: /^Sent \d+ 100 \d+ more$/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Failed \d+ 0 \d+ fewer$/ })).toBeVisible();
  await press(page, 'See the result');
  await expect(page.getByRole('heading', { name: 'Fixed' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Newsletter timeout 20 60' })).toBeVisible();

  // A dialog holds the focus, and gives it back.
  await press(page, 'PowerShell transcript');
  await expect(page.getByRole('dialog')).toBeVisible();
  for (let stop = 0; stop < 10; stop += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'PowerShell transcript' })).toBeFocused();
  await press(page, 'Finish');
  await expect(page.getByRole('row', { name: /7 of 7: Result 3 Finished/ })).toBeVisible();
  await expect(heading(page, 'RelayTune')).toBeFocused();
  expect(complaints).toEqual([]);
  await app.close();
});

/** Reviews a step's change, and confirms it. */
async function confirmed(page: Page, title: string, act: string): Promise<void> {
  await press(page, 'Review the change');
  await expect(heading(page, title)).toBeFocused(slow);
  await press(page, act);
  await expect(page.getByText('Done, and read back.').first()).toBeVisible(slow);
}

/** Goes to a button by Tab alone, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  await reach(page, name);
  await page.keyboard.press('Enter');
}

/** Tab by tab, until what has that name has the focus, as something that was reached by keyboard, and nothing covers it. */
async function reach(page: Page, name: string): Promise<void> {
  const focused = page.locator(':focus');
  const wanted = page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('textbox', { name, exact: true }))
    .and(page.locator(':focus'));
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await wanted.count()) > 0 && (await wanted.getAttribute('aria-disabled')) !== 'true') {
      await expect(focused).toBeInViewport();
      expect(await focused.evaluate(isMarkedAndUncovered)).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way to “${name}” by keyboard.`);
}

/** Of what has the focus: the mark that the keyboard gives it is drawn, and its middle is its own (WCAG 2.2, 2.4.7 and 2.4.11). */
function isMarkedAndUncovered(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const middle = document.elementFromPoint(left + width / 2, top + height / 2);
  return element.matches(':focus-visible') && element.contains(middle);
}
