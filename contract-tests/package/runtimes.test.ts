/** The installed package in the runtimes that it promises to run in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';
import { outcome } from '../consumers/outcome.js';
import { ConsumerProject } from '../consumers/project.js';
import { binaryPath, isInstalled, runtimes } from '../consumers/runtimes.js';

const project = new ConsumerProject('runtimes');
const versions: { runtime: string; version: string }[] = [];
let sandbox: Listening;

beforeAll(async () => {
  project.copy('contract-tests/consumers/programs', '.');
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
});
afterAll(async () => {
  await sandbox.close();
  console.table(versions);
});

test('the programs use every entry of the exports map', () => {
  const manifest = readFileSync(join(inject('consumer'), 'node_modules', 'kyc-contracts', 'package.json'), 'utf8');
  const { exports } = JSON.parse(manifest) as { exports: Record<string, unknown> };
  // The hooks are for Dredd to load, in Node.
  const entries = Object.keys(exports).filter((entry) => !/\.json$|^\.\/dredd-hooks$/.test(entry));
  for (const program of ['entries.js', 'entries.cjs']) {
    const text = readFileSync(project.path(program), 'utf8');
    expect(entries.filter((entry) => !text.includes(`'${entry.replace('.', 'kyc-contracts')}'`))).toEqual([]);
  }
});

describe.each(runtimes)('$name', (runtime) => {
  const available = isInstalled(runtime.binary);
  const run = (...args: string[]) => project.run(binaryPath(runtime.binary), args);

  test.runIf(available)('is the version that is meant', async () => {
    const { stdout } = await run(...runtime.printVersion);
    versions.push({ runtime: runtime.name, version: stdout.trim() });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.runIf(available).each([
    ['program.js', []],
    ['program.cjs', runtime.requireArguments ?? []],
  ])('runs %s', async (program, more) => {
    const { stdout, stderr } = await run(...runtime.arguments, ...more, program, sandbox.url);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ ...outcome, refused: ['NetworkError', 'no', true], upload: 403 });
  });
});
