import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { boxesAsked, holdBoxes, pressInBox } from './support/dialogs';
import { engineId } from './support/engine-id';
import { relayValues } from './support/lab-file';
import { expect, launch, test } from './support/launch';
import { runUpTo } from './support/short-cut';
import { change, heading, next } from './support/wizard';

const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(0)?.close());

test('closed in the middle of a change, the program asks and waits; closed all the same, it ends', async ({
  dataFolder,
}) => {
  test.skip(process.platform === 'win32', 'Windows cannot hold a process still.');
  const { app, page } = await launch(dataFolder);
  const id = await runUpTo(page, 'connections', 'article');
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  await next(page, 'Review the change');
  await expect(heading(page, 'Confirm: allow more sessions')).toBeVisible();
  // Held still, the engine is in the middle of the change for certain.
  const engine = await engineId(app);
  process.kill(engine, 'SIGSTOP');
  await next(page, 'Change 1 connector');
  await holdBoxes(app);
  await closeWindow(app);
  await expect.poll(() => boxesAsked(app)).toEqual(['A change is being made.']);
  await pressInBox(app, 'Wait');
  process.kill(engine, 'SIGCONT');
  await expect(page.getByText('Done, and read back.').first()).toBeVisible();

  await next(page);
  await next(page, 'Review the change');
  await expect(heading(page, 'Confirm: remove delays')).toBeVisible();
  process.kill(engine, 'SIGSTOP');
  await next(page, 'Change 1 connector');
  await closeWindow(app);
  await expect.poll(() => boxesAsked(app)).toEqual(['A change is being made.', 'A change is being made.']);
  const ended = app.waitForEvent('close');
  await pressInBox(app, 'Close all the same');
  process.kill(engine, 'SIGCONT');
  await ended;
  expect(await relayValues(dataFolder, id, 'MaxInboundConnectionPerSource')).toEqual(['100']);
});

test('closed when nothing is being changed, the program ends without a question', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await runUpTo(page, 'connections', 'article');
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  await change(page, 'Confirm: allow more sessions', 'Change 1 connector');
  await holdBoxes(app);
  const ended = app.waitForEvent('close');
  await closeWindow(app);
  await ended;
});

test('a page whose process ends is shown anew, from Start, and the log says so', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  await runUpTo(page, 'connections', 'article');
  const title = () =>
    app.evaluate(async ({ BrowserWindow }): Promise<unknown> => {
      const contents = BrowserWindow.getAllWindows().at(0)?.webContents;
      // Asked while it ends, a page never answers.
      const soon = new Promise((resolve) => setTimeout(resolve, 500));
      return Promise.race([contents?.executeJavaScript('document.querySelector("main h1")?.innerText'), soon]);
    });
  await page.getByRole('button', { name: /^Continue the run/ }).click();
  await expect.poll(title).toBe('Connections');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(0)?.webContents.forcefullyCrashRenderer());
  await expect.poll(title).toBe('RelayTune');
  const log = () => readFile(join(dataFolder, 'logs', 'relaytune.jsonl'), 'utf8');
  await expect.poll(log).toContain('"event":"page-ended"');
  await app.close();
});
