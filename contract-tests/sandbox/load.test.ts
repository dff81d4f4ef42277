/** What an import of the sandbox brings, and what comes with the first call. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { loadOnce } from '../../src/sandbox/core/load-once.js';

test('the entry imports no validators: each provider loads its own with the first body', () => {
  const entry = readFileSync(join(packageRoot, 'dist', 'src', 'sandbox', 'index.js'), 'utf8');
  expect(entry).not.toMatch(/\bfrom\s*"[^"]*validators\.js"/);
  expect([...entry.matchAll(/\bimport\("[^"]*\/([\w-]+)\/validators\.js"\)/g)].map(([, name]) => name).sort()).toEqual([
    'alfred',
    'alfred-customers',
    'sandbox',
    'sila',
  ]);
});

test('what is loaded is there at once from then on, and a load that failed is tried again', async () => {
  let tries = 0;
  const load = loadOnce(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no disk');
    return { tries };
  });
  await expect(load()).rejects.toThrow('no disk');
  expect(await load()).toEqual({ tries: 2 });
  expect(load()).toEqual({ tries: 2 });
});
