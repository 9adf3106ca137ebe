import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { saveTo } from './support/dialogs';
import { expect, launch, test } from './support/launch';
import { change, chooseConnector, connect, heading, next, startPractice } from './support/wizard';

test('the report is saved as HTML, PDF and JSON, and opens by itself', async ({ dataFolder }) => {
  const { app, page, complaints } = await launch(dataFolder);
  await startPractice(page);
  await connect(page);
  await chooseConnector(page);
  await next(page);
  await page.getByRole('button', { name: 'Skip measuring' }).click();
  await change(page, 'Confirm: allow more sessions', 'Change 1 connector');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Result/ })
    .click();
  await expect(heading(page, 'Result')).toBeVisible();

  const ticket = '=1+1 CHG-4711 <b> <a href="https://evil.example/">x</a>';
  await page.getByLabel('Ticket').fill(ticket);
  const panel = page.getByRole('region', { name: 'Report' });
  const save = async (kind: string) => {
    const path = join(dataFolder, `report.${kind.toLowerCase()}`);
    await saveTo(app, path);
    await panel.getByRole('button', { name: `Save report (${kind})…` }).click();
    await expect(panel.getByText(`The report (${kind}) was saved.`)).toBeVisible({ timeout: 30_000 });
    return path;
  };
  const html = await save('HTML');
  const pdf = await save('PDF');
  const json = JSON.parse(await readFile(await save('JSON'), 'utf8')) as { run: { ticket: string } };
  expect(json.run.ticket).toBe(ticket);

  const bytes = await readFile(pdf);
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
  // Markup that came to life would be a link, which a PDF names openly; its text is numbers of glyphs.
  expect(bytes.toString('latin1')).not.toMatch(/\/URI|evil\.example/);
  expect((await stat(html)).size).toBeGreaterThan(5000);

  // Offline, in a window of its own: nothing is asked for but the file.
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    const asked: string[] = [];
    window.webContents.session.webRequest.onBeforeRequest((details, answer) => {
      asked.push(details.url);
      answer({});
    });
    const messages: string[] = [];
    window.webContents.on('console-message', (...words) => messages.push(JSON.stringify(words.slice(1))));
    await window.loadURL(url);
    const found: unknown = await window.webContents.executeJavaScript(
      `({ title: document.title, h1: document.querySelectorAll('h1').length, bold: document.querySelectorAll('b').length, ticket: document.querySelector('dd').textContent })`,
    );
    window.destroy();
    return { asked, messages, found };
  }, pathToFileURL(html).href);
  expect(seen.asked).toEqual([pathToFileURL(html).href]);
  expect(seen.messages).toEqual([]);
  expect(seen.found).toMatchObject({ h1: 1, bold: 0, ticket });

  await saveTo(app, join(dataFolder, 'undo.ps1'));
  await panel.getByRole('button', { name: 'Save the script' }).click();
  await page.getByRole('menuitem', { name: 'Its undo, for the Exchange Management Shell (.ps1)…' }).click();
  await expect(panel.getByText('Its undo, for the Exchange Management Shell (.ps1): saved.')).toBeVisible();
  expect(await readFile(join(dataFolder, 'undo.ps1'), 'utf8')).toContain('-MaxInboundConnectionPerSource 20');

  // The process that prints ends in the middle of it: said at once, and no window stays behind.
  await app.evaluate(({ app: program }) => {
    program.once('web-contents-created', (_event, contents) => {
      contents.printToPDF = () => {
        contents.forcefullyCrashRenderer();
        return new Promise(() => undefined);
      };
    });
  });
  await saveTo(app, join(dataFolder, 'second.pdf'));
  await panel.getByRole('button', { name: 'Save report (PDF)…' }).click();
  await expect(panel.getByText('The PDF could not be made.', { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(complaints).toEqual([]);
  await app.close();
});
