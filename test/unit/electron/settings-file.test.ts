import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSettingsFile } from '../../../electron/shell/settings-file';

const first = { theme: 'system', window: null, isMaximized: false };
const bounds = { x: 10, y: 20, width: 1200, height: 800 };

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relaytune-settings-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('are as on the first start where there are none, and are there again on the next', async () => {
  const path = join(await newFolder(), 'data', 'settings.json');
  const settings = openSettingsFile(path);
  expect(settings.get()).toEqual(first);
  settings.change({ theme: 'dark' });
  settings.change({ window: bounds, isMaximized: true });
  expect(openSettingsFile(path).get()).toEqual({ theme: 'dark', window: bounds, isMaximized: true });
  expect(await readdir(join(path, '..'))).toEqual(['settings.json']);
});

test.each([
  ['{"theme":"dark"', first],
  ['[]', first],
  ['"dark"', first],
  ['{"theme":"purple","window":{"x":1},"isMaximized":"yes"}', first],
  ['{"theme":"light","window":{"x":1e999,"y":0,"width":10,"height":10}}', { ...first, theme: 'light' }],
  ['{"theme":"light","window":{"x":0,"y":0,"width":-10,"height":10}}', { ...first, theme: 'light' }],
  ['{"__proto__":{"theme":"dark"},"isMaximized":true}', { ...first, isMaximized: true }],
])('%s leaves what can be read of it', async (text, expected) => {
  const path = join(await newFolder(), 'settings.json');
  await writeFile(path, text);
  expect(openSettingsFile(path).get()).toEqual(expected);
});

test('that cannot be written count until the program ends', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'data'), 'a file where the folder should be');
  const settings = openSettingsFile(join(folder, 'data', 'settings.json'));
  settings.change({ theme: 'dark' });
  expect(settings.get().theme).toBe('dark');
  expect(await readFile(join(folder, 'data'), 'utf8')).toBe('a file where the folder should be');
});
