import type { Locator, Page } from '@playwright/test';

/** A page never stands still for longer than this, in milliseconds. */
export const longestTask = 100;

const settledMilliseconds = 500;

/** Milliseconds of the longest task of the page since this was called; tasks under 50 ms are not reported. */
export async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      window.longTasks?.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => Math.max(0, ...(window.longTasks ?? [])));
}

/**
 * Milliseconds of the page's longest task from this click until what it brings has settled. Nothing is looked for by role
 * meanwhile: that walks the whole page, within the page, and its time would count as the page's own.
 */
export async function longestTaskOf(clicked: Locator, brings: Locator): Promise<number> {
  const page = clicked.page();
  const button = await clicked.elementHandle();
  const longest = await watchTasks(page);
  await button.click();
  await brings.first().waitFor({ state: 'attached' });
  // What the page reads once it shows is drawn too.
  await page.waitForTimeout(settledMilliseconds);
  return longest();
}

/** The one in the middle of three. */
export const medianOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[1] ?? Infinity;
