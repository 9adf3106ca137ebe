import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/{unit,contract,integration,security}/**/*.test.{ts,tsx}',
      // The real ODBC, where its parts were installed by hand (CONTRIBUTING.md).
      ...(process.env.RELAYTUNE_NATIVE ? ['test/odbc/**/*.test.ts'] : []),
    ],
    testTimeout: 20_000,
    // Two cores: the lab's clock runs twenty times faster than the wall, so starved workers would distort it.
    maxWorkers: 2,
  },
});
