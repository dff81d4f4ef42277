/** The phase of the journeys, on the sandbox: every step of every workflow, and what becomes of a journey that breaks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox/index.js';
import { generatedPath, listMocked, packageRoot } from '../scripts/providers.js';
import { serveSandbox } from '../scripts/sandbox/serve.js';
import { sandboxUrls } from '../scripts/sandbox/urls.js';
import type { Listening } from '../scripts/serve/listen.js';
import type { JsonObject } from './engine/document.js';
import { checkContract, readRecipes, readWorkflows, type Row } from './engine/index.js';

const served: Listening[] = [];
afterEach(() => Promise.all(served.splice(0).map((server) => server.close())));

const documentOf = (provider: string) =>
  JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;

async function check(provider: string): Promise<Row[]> {
  const server = await serveSandbox(createSandbox(), { port: 0 });
  served.push(server);
  const urls = sandboxUrls(server.url);
  const folder = join(packageRoot, 'spec', provider);
  const rows = await checkContract({
    document: documentOf(provider),
    url: new URL(urls.get(provider) as string),
    recipes: readRecipes(join(folder, 'recipes')),
    workflows: readWorkflows(join(folder, 'workflows')),
    credentials: {},
    honoursPrefer: false,
    control: { document: documentOf('sandbox'), url: new URL(urls.get('control') as string) },
    timeout: 10,
    maxBodySize: 1024 * 1024,
  });
  return rows.filter(({ phase }) => phase === 'journeys');
}

test.each(listMocked())('%s: every step of every workflow passes', async (provider) => {
  const rows = await check(provider);
  console.log(
    rows.length,
    rows
      .filter((r) => r.outcome !== 'passed')
      .map((r) => JSON.stringify(r))
      .join('\n'),
  );
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});
