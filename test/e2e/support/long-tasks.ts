import type { Page } from '@playwright/test';

/** A page never stands still for longer than this, in milliseconds. */
export const longestTask = 100;

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

/** The one in the middle of three. */
export const medianOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[1] ?? Infinity;
