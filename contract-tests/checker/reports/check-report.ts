/** A small API, and the report of its check: what the tests of reports have in common. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkContract, noRecipes } from '../../../src/checker/index.js';
import type { CheckOptions } from '../../../src/checker/check.js';
import type { JsonObject } from '../../../src/openapi/document.js';

const provenance = (status: string, note?: string) => ({
  'x-provenance': { source: 'page', status, ...(note && { note }) },
});

/** Two operations that answer with the same component. */
export const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Runs', version: '1' },
  security: [{ bearer: [] }],
  paths: {
    '/runs': {
      post: {
        operationId: 'startRun',
        ...provenance('documented'),
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['handle'],
                properties: { handle: { type: 'string', maxLength: 20 }, level: { type: 'integer' } },
              },
              examples: { plain: { value: { handle: 'ada_example', level: 1 } } },
            },
          },
        },
        responses: {
          200: { $ref: '#/components/responses/Run' },
          400: { description: 'wrong', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
    '/runs/{handle}': {
      get: {
        operationId: 'getRun',
        ...provenance('documented'),
        parameters: [
          { name: 'handle', in: 'path', required: true, schema: { type: 'string' }, example: 'ada_example' },
        ],
        responses: { 200: { $ref: '#/components/responses/Run' }, 404: { description: 'unknown' } },
      },
    },
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    responses: {
      Run: {
        description: 'the run',
        ...provenance('documented'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Run' } } },
      },
    },
    schemas: {
      Run: {
        ...provenance('documented'),
        type: 'object',
        required: ['id', 'reference'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          reference: { type: 'string', ...provenance('assumed', 'Nothing says that it comes back.') },
          state: { enum: ['pending', 'passed'] },
          result: {
            oneOf: [
              { type: 'object', required: ['score'], properties: { score: { type: 'integer' } } },
              { type: 'object', required: ['reason'], properties: { reason: { type: 'string' } } },
            ],
          },
        },
      },
    },
  },
};

export const id = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';

const servers: Server[] = [];

export async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

export const answer =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

export function stopServers(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}

export async function reportOf(listener: RequestListener, more: Partial<CheckOptions> = {}) {
  const url = await serve(listener);
  return checkContract({
    name: 'runs',
    document,
    url,
    recipes: noRecipes,
    credentials: {},
    honoursPrefer: false,
    timeout: 5,
    maxBodySize: 1024 * 1024,
    selection: { phases: ['examples'] },
    ...more,
  });
}
