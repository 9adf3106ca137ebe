import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFile } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { saveTo } from '../support/dialogs';
import { expect } from '../support/launch';
import { headed, scroll, type Album } from './album';

type AtResult = { app: ElectronApplication; page: Page; album: Album; folder: string };

/** The report's panel on Result with what its dialogs lead to, and the report itself. The PDF is kept beside the pictures. */
export async function reportPictures({ app, page, album, folder }: AtResult): Promise<void> {
  const { picture } = album;
  const panel = page.getByRole('region', { name: 'Report' });
  await panel.getByLabel('Ticket').fill('CHG-4711');
  await scroll(headed(page, 'Report'));
  await picture('report-panel');
  const html = join(folder, 'report.html');
  await saveTo(app, html);
  await panel.getByRole('button', { name: 'Save report (HTML)…' }).click();
  await expect(panel.getByText('The report (HTML) was saved.')).toBeVisible({ timeout: 30_000 });
  await picture('report-saved');
  await saveTo(app, join(folder, 'no-such-folder', 'report.html'));
  await panel.getByRole('button', { name: 'Save report (HTML)…' }).click();
  await expect(panel.getByRole('group')).toBeVisible({ timeout: 30_000 });
  await picture('report-not-saved');
  await panel.getByRole('button', { name: 'Save the script' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  // It fades in.
  await page.waitForTimeout(400);
  await picture('report-scripts');
  await page.keyboard.press('Escape');
  await saveTo(app, join('pictures', 'report.pdf'));
  await panel.getByRole('button', { name: 'Save report (PDF)…' }).click();
  await expect(panel.getByText('The report (PDF) was saved.')).toBeVisible({ timeout: 30_000 });
  await bare(app, album, html);
}

/** In a window that is no part of the program, as in anybody's browser: its beginning, and a screenful every so often. */
async function bare(app: ElectronApplication, album: Album, html: string): Promise<void> {
  await writeFile(join('pictures', 'report.html'), await readFile(html));
  const [report] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      ({ BrowserWindow }, url) =>
        new BrowserWindow({ width: 1024, height: 900, webPreferences: { sandbox: true } }).loadURL(url),
      pathToFileURL(html).href,
    ),
  ]);
  await report.waitForLoadState();
  await album.look('report', report);
  const height = await report.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 850) {
    await report.evaluate((place) => scrollTo(0, place), top);
    await album.keep('report', (path) => report.screenshot({ path }));
  }
  await report.close();
}
