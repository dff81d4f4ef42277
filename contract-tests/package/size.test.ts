/** What the package adds to a consumer's bundle: no more than the budgets, and nothing that was not asked for. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { budgets } from '../consumers/budgets.js';
import { bundle } from '../consumers/bundle.js';
import { ConsumerProject } from '../consumers/project.js';

const project = new ConsumerProject('sizes');
const gzipOf = (code: string) => gzipSync(code, { level: 9 }).length;

test('the sizes keep to the budgets', async () => {
  const sizes = await Promise.all(
    budgets.map(async ({ name, program, gzip: budget }) => {
      const { code } = await bundle(project, program);
      return { program: name, minified: code.length, gzip: gzipOf(code), budget };
    }),
  );
  console.table(sizes);
  expect(sizes.filter(({ gzip, budget = Infinity }) => gzip > budget)).toEqual([]);
  // A bundle of nothing would keep to any budget.
  expect(sizes.filter(({ gzip }) => gzip < 1000)).toEqual([]);
});

test('an entry is few files: each takes a good part of a millisecond to import', async () => {
  for (const program of [sila, alfred, "export { createSandbox } from 'kyc-contracts/sandbox';"]) {
    const { bytes } = await bundle(project, program, { packages: 'bundle', platform: 'node' });
    const files = [...bytes.keys()].filter((path) => path.includes('kyc-contracts/dist/'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.length).toBeLessThan(16);
  }
});

const alfred = "export { createAlfredClient } from 'kyc-contracts/alfred';";
const sila = "export { createSilaClient } from 'kyc-contracts/sila';";
const traces = { alfred: /alfred|sof-kyc/i, sila: /sila|auth_token/i, sandbox: /_sandbox/, validators: /instancePath/ };

/** Of what there is anything in the bundle: by its words, and by the files that it was made of. */
async function find(program: string): Promise<string[]> {
  const { code, bytes } = await bundle(project, program);
  const paths = [...bytes.keys()].map((path) => path.split('kyc-contracts/dist/').pop()!);
  return Object.entries(traces)
    .filter(([name, words]) => words.test(code) || paths.some((path) => path.split(/[/.]/).includes(name)))
    .map(([name]) => name);
}

describe('a bundle holds', () => {
  test.each([
    ['Alfred alone', alfred, ['alfred']],
    ['Sila alone', sila, ['sila']],
    ['both where both are used', alfred + sila, ['alfred', 'sila']],
    ['validators where they are used', "export * from 'kyc-contracts/sila/validators';", ['sila', 'validators']],
  ])('%s', async (_, program, expected) => {
    expect(await find(program)).toEqual(expected);
  });

  test('nothing of an entry of which nothing is used', async () => {
    const entries = [
      'alfred',
      'alfred/operations',
      'alfred/validators',
      'sandbox',
      'sandbox/client',
      'sandbox/operations',
      'sila',
      'sila/ecdsa',
      'sila/operations',
      'sila/validators',
      'webhooks',
    ];
    const { code } = await bundle(project, entries.map((entry) => `import 'kyc-contracts/${entry}';`).join(''));
    expect(code.trim()).toBe('');
  });
});
