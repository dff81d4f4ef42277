/** What a mock makes of a request beyond its body: credentials. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/http/listen.js';
import { startMockFor } from '../../src/mock/server.js';

const json = (value: object) => ({ description: '', content: { 'application/json': { examples: { ok: { value } } } } });
const refused = { description: '' };

const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: Object.fromEntries(
    ['basic', 'bearer', 'oauth'].map((scheme) => [
      `/${scheme}`,
      { get: { security: [{ [scheme]: [] }], responses: { 200: json({ scheme }), 401: refused, 403: refused } } },
    ]),
  ),
  components: {
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic' },
      bearer: { type: 'http', scheme: 'bearer' },
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: {} } } },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
let mock: Listening;
beforeAll(async () => {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  mock = await startMockFor(file, { port: 0 });
});
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true });
});

const pair = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['/bearer', 'Bearer fake', 200],
  ['/bearer', 'bearer fake', 200],
  ['/bearer', 'BEARER   fake', 200],
  ['/oauth', 'bearer fake', 200],
  ['/bearer', 'Bearer', 401],
  ['/bearer', 'Basic fake', 401],
  ['/basic', `basic ${pair('ada:secret')}`, 200],
  ['/basic', `BASIC  ${pair('ada:se:cr:é')}`, 200],
  ['/basic', 'Bearer fake', 401],
])('%s with "%s" › %i, whatever the case of the scheme', async (path, authorization, status) => {
  const response = await fetch(mock.url + path, { headers: { authorization } });
  expect(response.status).toBe(status);
});
