import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import manifest from '../../package.json' with { type: 'json' };
import { expect, launch, test } from './support/launch';

/** As the page sees it; Playwright would have it light. */
async function isDark(page: Page): Promise<boolean> {
  await page.emulateMedia({ colorScheme: null });
  return page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
}

test('the window’s size and the theme are there again on the next start; help, about and the logs come from the menu', async ({
  dataFolder,
}) => {
  const first = await launch(dataFolder);
  await first.app.evaluate(({ BrowserWindow, Menu }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1100, height: 760 });
    const item = (menu: Electron.Menu | null | undefined, label: string) =>
      menu?.items.find((each) => each.label.replace('&', '') === label);
    item(item(item(Menu.getApplicationMenu(), 'View')?.submenu, 'Theme')?.submenu, 'Dark')?.click();
  });
  await expect.poll(() => isDark(first.page)).toBe(true);
  await first.app.close();

  const { app, page, complaints } = await launch(dataFolder);
  expect(await isDark(page)).toBe(true);
  const opened = await app.evaluate(({ BrowserWindow, Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find((each) => each.label === '&Help')?.submenu?.items ?? [];
    help.find((each) => each.label === '&About RelayTune')?.click();
    return { bounds: BrowserWindow.getAllWindows()[0]?.getNormalBounds(), keys: help.map((each) => each.accelerator) };
  });
  expect(opened.bounds).toMatchObject({ width: 1100, height: 760 });
  expect(opened.keys).toContain('F1');
  await expect(page.getByRole('dialog', { name: 'About RelayTune' })).toContainText(`RelayTune ${manifest.version}`);
  await page.keyboard.press('Escape');
  const help = page.getByRole('button', { name: 'Help' });
  await help.click();
  await page.getByRole('searchbox').fill('tarpit');
  await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('AuthTarpitInterval');
  // The search field's first Esc may be its own: it clears the text.
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Help' })).toHaveCount(0);
  await expect(help).toBeFocused();

  const shown = await app.evaluate(({ Menu, shell }) => {
    const asked: string[] = [];
    shell.openPath = (path) => {
      asked.push(path);
      return Promise.resolve('');
    };
    const items = Menu.getApplicationMenu()?.items.find((each) => each.label === '&Help')?.submenu?.items;
    items?.find((each) => each.label === 'Open &logs')?.click();
    return asked;
  });
  expect(shown).toEqual([join(dataFolder, 'logs')]);
  expect(await readFile(join(dataFolder, 'logs', 'relaytune.jsonl'), 'utf8')).toContain('"event":"program-started"');
  expect(complaints).toEqual([]);
  await app.close();
});
