/** What is generated of servers and parameters: production is nobody's default, and an operation's parameter wins. */
import { expect, test } from 'vitest';
import { nameServers } from '../../scripts/generate/client.js';
import { generateRoutes } from '../../scripts/generate/routes.js';

const info = { title: 'T', version: '1' };

test('servers are named by the first word of their description › a repeated one with its number', () => {
  const words = ['Production (US)', 'Sandbox', 'Production (EU)', 'sandbox, old', undefined];
  const servers = words.map((description, index) => ({ url: `https://${index}`, ...(description && { description }) }));
  expect(nameServers({ openapi: '3.1.0', info, servers })).toEqual({
    production: 'https://0',
    sandbox: 'https://1',
    production3: 'https://2',
    sandbox4: 'https://3',
    server5: 'https://4',
  });
});

test("an operation's parameter replaces its path's of the same name and place", async () => {
  const limit = { name: 'limit', in: 'query' as const, required: true, schema: { type: 'integer' } };
  const own = { ...limit, required: false, schema: { type: 'integer', maximum: 5 } };
  const get = { operationId: 'a', parameters: [{ $ref: '#/components/parameters/Own' }], responses: {} };
  const paths = { '/a/{limit}': { parameters: [limit, { ...limit, in: 'path' as const }], get } };
  const code = await generateRoutes('t', { openapi: '3.1.0', info, paths, components: { parameters: { Own: own } } });
  expect(code.match(/in: '.*/g)).toEqual([
    "in: 'query', required: false, schema: { type: 'integer', maximum: 5 } },",
    "in: 'path', required: true, schema: { type: 'integer' } },",
  ]);
});
