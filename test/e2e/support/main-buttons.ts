import type { Page } from '@playwright/test';

/** Teaches the page to find its main buttons, those in the brand's colour that can be pressed: `window.mainButtons()`. */
export const findsMainButtons = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.mainButtons = () => {
      const main = [...document.querySelectorAll('main')].find((each) => !each.hidden);
      const probe = main?.appendChild(document.createElement('i'));
      if (!main || !probe) return [];
      probe.style.backgroundColor = 'var(--colorBrandBackground)';
      const brand = getComputedStyle(probe).backgroundColor;
      probe.remove();
      const buttons = main.querySelectorAll<HTMLButtonElement>('button:not([disabled], [aria-disabled="true"])');
      return [...buttons].filter((each) => getComputedStyle(each).backgroundColor === brand);
    };
  });

/** The names of the page's main buttons, from its top. */
export async function mainButtons(page: Page): Promise<string[]> {
  await findsMainButtons(page);
  return page.evaluate(() => window.mainButtons?.().map((button) => button.textContent) ?? []);
}
