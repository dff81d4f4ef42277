/** A WebSocket handshake is none of the exchanges that the proxy passes on: it says so, and blames nobody. */
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createProxy } from '../../src/checker/http/proxy/index.js';
import { answer, serve, stopServers } from './reports/check-report.js';

afterEach(stopServers);

test.each([
  ['/ws', 'a WebSocket handshake is not passed on by this proxy'],
  ['/other', 'the document has no such path'],
])('of %s is refused with the reason, and is not exercised', async (path, reason) => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/ws': { get: { operationId: 'ws', responses: { 101: { description: 'switched' } } } } },
  };
  const { server, report } = createProxy({ document, target: await serve(answer({})), maxBodySize: 1024 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
  const status = await new Promise((resolve, reject) => {
    httpRequest({ port, path, headers }, (response) => response.resume().on('end', () => resolve(response.statusCode)))
      .on('error', reject)
      .end();
  });
  const { cases } = await report();
  server.close();
  expect(status).toBe(501);
  expect(cases.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(JSON.stringify(cases)).toContain(reason);
});
