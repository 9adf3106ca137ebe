import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lossesAt200Percent } from './losses';

/** WCAG 2.2, A and AA, as far as a program can tell. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** While one of these is open it is the page: what lies behind it is hidden from everybody. */
const over = '[role="menu"], [role="dialog"], [role="alertdialog"]';

/**
 * What axe finds on what shows, one line each: the rule, what it asks for, and where.
 * @param only some of axe's rules; all of WCAG's otherwise
 */
export async function violationsOf(page: Page, only?: readonly string[]): Promise<string[]> {
  // Electron opens no second page for axe to work in, which is its own way. Fluent's marks at the ends of a list hold no content.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]');
  if (only) axe.withRules([...only]);
  else axe.withTags(rules);
  if ((await page.locator(over).count()) > 0) axe.include(over);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}) ${html.slice(0, 160)}`),
  );
}

/** Looks at what shows: all rules in the light, contrast in the dark, and at 200 %. */
export function collect(page: Page) {
  const all: string[] = [];
  const look = async (name: string) => {
    const add = (how: string, lines: readonly string[]) => all.push(...lines.map((line) => `${name}, ${how}: ${line}`));
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    add('dark', await violationsOf(page, ['color-contrast']));
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    add('light', await violationsOf(page));
    add('200 %', await lossesAt200Percent(page, over));
  };
  return Object.assign(look, { all: () => all });
}
