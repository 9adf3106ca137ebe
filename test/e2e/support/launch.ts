import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

export type Program = {
  app: ElectronApplication;
  page: Page;
  /** What the page wrote to its console as an error or warning, policy violations among it. */
  complaints: string[];
};

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts the built program on a data folder, as `npm start` does. */
export async function launch(dataFolder: string): Promise<Program> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const app = await _electron.launch({
    ...(process.env.RELAYTUNE_ELECTRON ? { executablePath: process.env.RELAYTUNE_ELECTRON } : {}),
    args: [root, ...(isRoot ? ['--no-sandbox'] : [])],
    env: { ...definedEnv(), RELAYTUNE_DATA: dataFolder },
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.locator('main h1').waitFor();
  return { app, page, complaints };
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A test with a fresh data folder, removed afterwards. */
export const test = base.extend<{ dataFolder: string }>({
  // eslint-disable-next-line no-empty-pattern -- the fixture needs none of the others
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'relaytune-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
