import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,contract,integration,security}/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // Two cores: the lab's clock runs twenty times faster than the wall, so starved workers would distort it.
    maxWorkers: 2,
  },
});
