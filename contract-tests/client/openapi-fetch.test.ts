/** A client where openapi-fetch's own is expected. Its types are held by types-ecosystem.test-d.ts. */
import { wrapAsPathBasedClient } from 'openapi-fetch';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOpenapiFetch, createSilaClient } from '../../src/providers/sila/index.js';
import { HttpServer, json } from '../support/http-server.js';
import { kyc } from '../support/requests.js';
import { rejection } from './rejection.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterAll(() => server.close());

const client = (options: object = {}) =>
  asOpenapiFetch(createSilaClient({ baseUrl: server.url, credentials: { bearer: 'fake-token' }, ...options }));

test('a path-based client › signs and sends', async () => {
  const { data } = await wrapAsPathBasedClient(client())['/0.2/kyc'].POST({ body: kyc });
  expect(data).toEqual({ success: true });
  expect(server.received[0]).toMatchObject({ url: '/0.2/kyc', headers: { authorization: 'Bearer fake-token' } });
});

test('request › takes the method in small letters', async () => {
  expect((await client().request('post', '/0.2/kyc', { body: kyc })).data).toEqual({ success: true });
});

test.each([401, 500])(
  'a %i without a body › has an error all the same, of a client that throws too',
  async (status) => {
    server.reset((response) => response.writeHead(status).end());
    for (const options of [{}, { throwOnError: true }]) {
      const { data, error } = await client(options).POST('/0.2/kyc', { body: kyc });
      expect(data).toBeUndefined();
      expect(error).toMatchObject({ name: 'KycApiError', status, operationId: 'kyc' });
    }
  },
);

test('use and eject › are those of the client', async () => {
  const seen: string[] = [];
  const api = client();
  const middleware = { onRequest: ({ schemaPath }: { schemaPath: string }) => void seen.push(schemaPath) };
  api.use(middleware);
  await api.POST('/0.2/kyc', { body: kyc });
  api.eject(middleware);
  await api.POST('/0.2/kyc', { body: kyc });
  expect(seen).toEqual(['/0.2/kyc']);
});

test('a method that no operation has › is there, as in openapi-fetch', async () => {
  const { DELETE } = client() as unknown as { DELETE(path: string): Promise<unknown> };
  server.reset(json(404, {}));
  expect(await rejection(Promise.reject(await DELETE('/0.2/none')))).toMatchObject({ status: 404 });
});
