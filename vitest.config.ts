import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/{unit,contract,integration,security}/**/*.test.{ts,tsx}',
      // The real ODBC, where its parts were installed by hand (CONTRIBUTING.md).
      ...(process.env.RELAYTUNE_NATIVE ? ['test/odbc/**/*.test.ts'] : []),
    ],
    testTimeout: 20_000,
    // Half of the integration tests' time is waiting, so two cores carry three; not more: the lab's clock runs twenty times faster than
    // the wall, and starved workers would distort it.
    maxWorkers: 3,
  },
});
