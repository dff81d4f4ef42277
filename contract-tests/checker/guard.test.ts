/** The guard: each way in which Dredd can end green having proven nothing must be told. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDredd } from '../../src/checker/drivers/dredd.js';
import { openGateway, type Gateway } from '../../src/checker/http/gateway.js';

const request = { method: 'GET', target: '/a', headers: {}, body: undefined };

let server: Server;
let gateway: Gateway;
beforeAll(async () => {
  server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway = await openGateway({
    target: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    timeout: 5,
    maxBodySize: 1024,
  });
});
afterAll(async () => {
  await gateway.close();
  server.close();
});

const sessions = () => (globalThis as any)[Symbol.for('kyc-contracts.dredd')] as Map<string, object>;

test('each request is answered with its own exchange, and cases that are left out are no problem', async () => {
  const dredd = await openDredd(4, gateway);
  expect(await dredd.send(1, request)).toMatchObject({ response: { status: 200 } });
  expect(await dredd.send(2, request)).toMatchObject({ response: { status: 200 } });
  expect(await dredd.close()).toEqual({ problems: [] });
});

test('hooks that do not load', async () => {
  const { get } = sessions();
  sessions().get = () => {
    throw new Error('not here');
  };
  const dredd = await openDredd(1, gateway);
  await expect(dredd.send(0, request)).rejects.toThrow(/^Dredd /);
  sessions().get = get;
  expect((await dredd.close()).problems).toContain('Dredd did not load the hooks');
});

test('a case beyond the last', async () => {
  const dredd = await openDredd(1, gateway);
  await expect(dredd.send(1, request)).rejects.toThrow('Dredd ended before the last case');
  await dredd.close();
});

test('Dredd leaves no listener behind that ends the process of whoever runs it', () => {
  expect(process.listeners('unhandledRejection').map(String).join()).not.toMatch(/exit/);
  expect(sessions().size).toBe(0);
});
