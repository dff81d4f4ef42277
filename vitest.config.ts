import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

const packed = 'contract-tests/package/*.test.ts';
const long = 'contract-tests/**/*.long.test.ts';
const postgres = 'contract-tests/sandbox/postgres/*.test.ts';

export default defineConfig(({ mode }) => {
  const project = (name: string, include: string, exclude: readonly string[]) => ({
    extends: true as const,
    test: { name, include: [include], exclude: [...configDefaults.exclude, ...exclude] },
  });
  // One tarball and one installation of it for all of these. Vitest does this only when one of them runs.
  const onPackage = (name: string, include: string, exclude: readonly string[]) => {
    const { extends: inherited, test } = project(name, include, exclude);
    const globalSetup = 'contract-tests/consumers/setup.ts';
    return { extends: inherited, test: { ...test, globalSetup, provide: { everyVersion: mode === 'every-version' } } };
  };
  const sources = project('sources', 'contract-tests/**/*.test.ts', [packed, long, postgres]);
  return {
    test: {
      // Real processes, servers and a browser, on machines of two cores: these are bounds for a hang, not expectations.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      // Most of a test's time is that of the processes and timers which it waits for.
      maxWorkers: Math.ceil(availableParallelism() * 1.5),
      globalSetup: 'contract-tests/support/built.ts',
      // `npm test` runs the first two; `npm test -- --all` the long ones, too.
      projects: [
        // In a worker modules are loaded once for all of these: a quarter of their time is that of loading. Each leaves the
        // process as it was.
        { ...sources, test: { ...sources.test, isolate: false } },
        onPackage('package', packed, [long]),
        project('long', long, [packed]),
        onPackage('package long', 'contract-tests/package/*.long.test.ts', []),
        // `npm run test:postgres`, which starts the server that they want.
        project('postgres', postgres, []),
      ],
    },
  };
});
