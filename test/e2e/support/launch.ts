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

/** Starts the built program on a data folder, as `npm start` does; `env` is added to its environment. */
export async function launch(
  dataFolder: string,
  env: Record<string, string> = {},
  executable = process.env.RELAYTUNE_ELECTRON,
): Promise<Program> {
  const words = startWords(dataFolder);
  const app = await _electron.launch({
    ...(executable ? { executablePath: executable } : {}),
    args: words.args,
    env: { ...words.env, ...env },
  });
  const complaints: string[] = [];
  // Before the window opens: what the first load violates is said at once.
  app.context().on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  app.context().on('weberror', (error) => complaints.push(error.error().message));
  const page = await app.firstWindow();
  await page.locator('main h1').waitFor();
  return { app, page, complaints };
}

/** The arguments and environment of a start on a data folder. */
export function startWords(dataFolder: string): { args: string[]; env: Record<string, string> } {
  // Chromium refuses its sandbox to root.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return {
    args: [root, ...(isRoot ? ['--no-sandbox'] : [])],
    env: { ...definedEnv(), RELAYTUNE_DATA: dataFolder },
  };
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A test with a fresh data folder, removed afterwards. */
export const test = base.extend<{ dataFolder: string }>({
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'relaytune-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
