import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { engineId } from './support/engine-id';
import { expect, launch, startWords, test } from './support/launch';

const listRuns = (page: Page) =>
  page.evaluate(async () => JSON.parse(await window.relaytune.call('runs.list', {}, crypto.randomUUID())) as object);

const isAlive = (id: number) => {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
};

test('the engine is a process of its own, and ends with the program', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  expect(await listRuns(page)).toEqual({ ok: true, value: [] });
  const id = await engineId(app);
  expect(id).toBeGreaterThan(0);
  expect(id).not.toBe(app.process().pid);
  await app.close();
  await expect.poll(() => isAlive(id)).toBe(false);
});

test('an engine that dies answers its open calls, and the next call starts another', async ({ dataFolder }) => {
  test.skip(process.platform === 'win32', 'Windows cannot hold a process still.');
  const { app, page } = await launch(dataFolder);
  await listRuns(page);
  const first = await engineId(app);
  // Held still it answers nothing, so the call is open for certain when it is killed.
  process.kill(first, 'SIGSTOP');
  const open = listRuns(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  process.kill(first, 'SIGKILL');
  expect(await open).toEqual({
    ok: false,
    error: {
      code: 'engine/ended',
      title: 'The part of RelayTune that talks to the servers has ended.',
      detail: 'What it was doing may be unfinished; the run’s record tells what was announced.',
      hint: 'Go back to Start and open the run again: RelayTune then reads what really happened.',
    },
  });
  expect(await listRuns(page)).toEqual({ ok: true, value: [] });
  expect(await engineId(app)).not.toBe(first);
  await app.close();
});

test('a second start on the same data shows the first window and ends', async ({ dataFolder }) => {
  const { app } = await launch(dataFolder);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const file = await app.evaluate(() => process.execPath);
  const second = spawn(file, startWords(dataFolder).args, { env: startWords(dataFolder).env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isMinimized())))
    .toEqual([false]);
  await app.close();
});
