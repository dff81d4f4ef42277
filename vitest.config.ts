import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['contract-tests/**/*.test.ts'],
    // Real processes, servers and a browser, on machines of two cores: these are bounds for a hang, not expectations.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
