import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFile } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { saveTo } from '../support/dialogs';
import { expect } from '../support/launch';
import { scroll, type Album } from './album';

type AtResult = { app: ElectronApplication; page: Page; album: Album; folder: string };

/** The report's panel on Result with what its dialogs lead to, and the report itself. The PDF is kept beside the pictures. */
export async function reportPictures({ app, page, album, folder }: AtResult): Promise<void> {
  const { picture } = album;
  const panel = page.getByRole('region', { name: 'Report' });
  await panel.getByLabel('Ticket').fill('CHG-4711');
  await scroll(page, 'Report');
  await picture('report-panel');
  const html = join(folder, 'report.html');
  await saveTo(app, html);
  await panel.getByRole('button', { name: 'Save report (HTML)…' }).click();
  await expect(panel.getByText('Saved.')).toBeVisible({ timeout: 30_000 });
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
  await expect(panel.getByText('Saved.')).toBeVisible({ timeout: 30_000 });
  await bare(app, album, html);
}

/** In a window that is no part of the program, as in anybody's browser: its beginning, and a screenful every so often. */
async function bare(app: ElectronApplication, album: Album, html: string): Promise<void> {
  await writeFile(join('pictures', 'report.html'), await readFile(html));
  const screens = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, width: 1024, height: 900, webPreferences: { sandbox: true } });
    await window.loadURL(url);
    const height = Number(await window.webContents.executeJavaScript('document.documentElement.scrollHeight'));
    const taken: string[] = [];
    for (let top = 0; top < height; top += 850) {
      await window.webContents.executeJavaScript(
        `window.scrollTo(0, ${top}); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`,
      );
      taken.push((await window.webContents.capturePage()).toPNG().toString('base64'));
    }
    window.destroy();
    return taken;
  }, pathToFileURL(html).href);
  for (const screen of screens) await album.keep('report', (path) => writeFile(path, screen, 'base64'));
}
