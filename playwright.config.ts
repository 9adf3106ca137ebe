import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // Each test starts its own program with its own practice servers; two cores carry one at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  projects: [
    { name: 'app', testMatch: '*.spec.ts', testIgnore: ['**/package/**', '**/long/**'] },
    { name: 'long', testDir: 'test/e2e/long', testMatch: '*.spec.ts' },
    { name: 'package', testDir: 'test/e2e/package', testMatch: '*.spec.ts' },
    { name: 'pictures', testMatch: 'pictures.ts' },
  ],
});
