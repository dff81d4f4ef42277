/** Dredd as a driver: each way in which it can end without an exchange is told, and it leaves the process as it was. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDredd, openDredd } from '../../src/checker/drivers/dredd.js';
import { DreddSession, transactionOf } from '../../src/checker/drivers/dredd-session.js';
import { DriverFailed } from '../../src/checker/drivers/driver.js';
import { openGateway, type Gateway } from '../../src/checker/http/gateway.js';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import type { CaseResult } from '../../src/checker/report.js';

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

const rows = (count: number) =>
  Array.from({ length: count }, (_, index): CaseResult => ({
    operationId: `case${index}`,
    ...{ method: 'GET', path: '/a', status: 200, example: null, phase: 'examples' },
    ...{ outcome: 'skipped', violations: [], reason: 'left out' },
  }));

const sessions = () => (globalThis as any)[Symbol.for('kyc-contracts.dredd')] as Map<string, object>;

/** Of every event of the process that anybody listens to. */
const listeners = () =>
  Object.fromEntries(process.eventNames().map((event) => [String(event), process.rawListeners(event as 'exit')]));

test('loading it changes no listener of the process, and its warnings are its own', () => {
  const before = listeners();
  const { emitWarning } = process;
  loadDredd();
  expect(listeners()).toEqual(before);
  expect(process.emitWarning).toBe(emitWarning);
});

test('a run touches no listener, and leaves those alone that somebody adds meanwhile', async () => {
  const before = listeners();
  const opening = openDredd(rows(1), gateway);
  const mine = () => {};
  process.on('uncaughtException', mine).on('unhandledRejection', mine);
  const dredd = await opening;
  await dredd.begin?.(0);
  await dredd.send(0, request);
  expect(process.listeners('uncaughtException')).toContain(mine);
  expect(process.listeners('unhandledRejection')).toContain(mine);
  process.off('uncaughtException', mine).off('unhandledRejection', mine);
  expect(listeners()).toEqual(before);
  dredd.end?.(0, rows(1)[0] as CaseResult);
  await dredd.close();
  expect(listeners()).toEqual(before);
});

test('each request is answered with its own exchange, and cases that are left out are no problem', async () => {
  const all = rows(4);
  const dredd = await openDredd(all, gateway);
  for (const [index, row] of all.entries()) {
    expect(await dredd.begin?.(index)).toBe(true);
    if (index === 1 || index === 2)
      expect(await dredd.send(index, request)).toMatchObject({ response: { status: 200 } });
    dredd.end?.(index, row);
  }
  expect(await dredd.close()).toEqual({ problems: [] });
  expect(sessions().size).toBe(0);
});

test('hooks that do not load', async () => {
  const { get } = sessions();
  sessions().get = () => {
    throw new Error('not here');
  };
  const dredd = await openDredd(rows(1), gateway);
  await expect(dredd.begin?.(0)).rejects.toThrow('Dredd ended before the last case');
  sessions().get = get;
  expect((await dredd.close()).problems).toContain('Dredd did not load the hooks');
});

test('a transaction that another hook file has added goes its own way', async () => {
  const session = new DreddSession({ results: rows(1), gateway, timeout: 5 });
  session.beforeAll([], () => {});
  const foreign = { ...transactionOf(rows(1)[0] as CaseResult, new URL(gateway.url)), real: { statusCode: 500 } };
  const before = structuredClone(foreign);
  await new Promise<void>((done) => session.beforeEach(foreign, done));
  await new Promise<void>((done) => session.beforeEachValidation(foreign, done));
  await new Promise<void>((done) => session.afterEach(foreign, done));
  expect(foreign).toEqual(before);
});

test('a case beyond the last', async () => {
  const dredd = await openDredd(rows(1), gateway);
  await expect(dredd.send(1, request)).rejects.toThrow(DriverFailed);
  await dredd.close();
});

describe('a Dredd that hangs', () => {
  let silent: Server;
  let silentUrl: string;
  beforeAll(async () => {
    silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  test('in a request that reaches nobody: send ends, and so does whatever follows', async () => {
    const dredd = await openDredd(rows(2), { ...gateway, url: silentUrl }, 2);
    await dredd.begin?.(0);
    await expect(dredd.send(0, request)).rejects.toThrow('Dredd did nothing for 2 s: it was given up');
    await expect(dredd.begin?.(1)).rejects.toThrow(DriverFailed);
    expect((await dredd.close()).problems).toEqual([]);
  });

  test('is one error of the run; the cases after it are not exercised', async () => {
    const get = { responses: { 200: { description: 'ok' } } };
    const found = await checkContract({
      document: {
        ...{ openapi: '3.0.3', info: { title: 'T', version: '1' } },
        paths: { '/a': { get: { operationId: 'a', ...get } }, '/b': { get: { operationId: 'b', ...get } } },
      },
      url: gateway.target,
      ...{ recipes: noRecipes, credentials: {}, timeout: 5, maxBodySize: 1024, honoursPrefer: false },
      selection: { phases: ['examples'] },
      driver: (cases, real) => openDredd(cases, { ...real, url: silentUrl }, 1),
    });
    const errors = found.errors.map(({ message }) => message);
    expect(errors).toEqual([
      'Dredd did nothing for 1 s: it was given up',
      'nothing was exercised, so nothing is proven',
    ]);
    expect(found.cases.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped']);
  });
});
