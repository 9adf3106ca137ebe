import { defineConfig } from '@playwright/test';

const timing = ['**/large.spec.ts', '**/clicks.spec.ts'];

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // Each test starts its own program with its own practice servers and its own data.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  projects: [
    { name: 'app', testMatch: '*.spec.ts', testIgnore: ['**/package/**', '**/long/**', ...timing] },
    // What measures the program's own times needs the machine for itself: these come alone, after the others.
    { name: 'timing', testMatch: timing, dependencies: ['app'], workers: 1 },
    { name: 'long', testDir: 'test/e2e/long', testMatch: '*.spec.ts', workers: 1 },
    { name: 'package', testDir: 'test/e2e/package', testMatch: '*.spec.ts', workers: 1 },
    { name: 'pictures', testMatch: 'pictures.ts', workers: 1 },
  ],
});
