import { configDefaults, defineConfig } from 'vitest/config';

const packed = 'contract-tests/package/*.test.ts';

export default defineConfig(({ mode }) => ({
  test: {
    // Real processes, servers and a browser, on machines of two cores: these are bounds for a hang, not expectations.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Most of a test's time is that of the processes which it waits for.
    maxWorkers: '100%',
    globalSetup: 'contract-tests/support/built.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['contract-tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, packed],
        },
      },
      {
        extends: true,
        // One tarball and one installation of it for all of these. Vitest does this only when one of them runs.
        test: {
          name: 'package',
          include: [packed],
          globalSetup: 'contract-tests/consumers/setup.ts',
          provide: { everyVersion: mode === 'every-version' },
        },
      },
    ],
  },
}));
