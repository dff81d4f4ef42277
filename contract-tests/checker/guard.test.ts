/** The guard: each way in which Dredd can end green having proven nothing must be told. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { runDredd } from '../../src/checker/drivers/dredd.js';
import { planCases } from '../../src/checker/plan.js';
import { noRecipes } from '../../src/checker/recipes/recipe.js';

const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: { '/a': { get: { operationId: 'a', responses: { 200: { description: 'ok' } } } } },
};
const operations = operationsOf(document);
const cases = planCases({ document, operations, recipes: noRecipes, control: undefined, honoursPrefer: false });
const prepare = async () => ({ method: 'GET', target: '/a', headers: {}, body: undefined });

let server: Server;
let endpoint: string;
beforeAll(async () => {
  server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const sessions = () => (globalThis as any)[Symbol.for('kyc-contracts.dredd')] as Map<string, object>;

test('a sound run has no problem, judges every case and counts as Dredd does', async () => {
  const { problems, judged, stats } = await runDredd({ endpoint, cases, prepare, responseValidator: async () => true });
  expect(problems).toEqual([]);
  expect([...judged]).toEqual([0]);
  expect(stats).toMatchObject({ tests: 1, passes: 1, failures: 0, errors: 0, skipped: 0 });
});

test('hooks that do not load', async () => {
  const { get } = sessions();
  sessions().get = () => {
    throw new Error('not here');
  };
  const { problems, judged } = await runDredd({ endpoint, cases, prepare, responseValidator: async () => true });
  sessions().get = get;
  expect(problems).toEqual(['Dredd did not load the hooks']);
  expect(judged.size).toBe(0);
});

test('a judge that throws', async () => {
  const { problems, judged } = await runDredd({
    endpoint,
    cases,
    prepare,
    responseValidator: async () => {
      throw new Error('out of order');
    },
  });
  expect(problems).toEqual(['the judge failed: out of order']);
  expect(judged.size).toBe(0);
});

test('a request that cannot be made', async () => {
  const { problems, judged } = await runDredd({
    endpoint,
    cases,
    prepare: () => Promise.reject(new Error('out of paper')),
    responseValidator: async () => true,
  });
  expect(problems).toEqual(['a request could not be made: out of paper']);
  expect(judged.size).toBe(0);
});

test('a verdict against reaches Dredd, which counts it as a failure', async () => {
  const { stats } = await runDredd({ endpoint, cases, prepare, responseValidator: async () => false });
  expect(stats).toMatchObject({ tests: 1, passes: 0, failures: 1 });
});

test('Dredd leaves no listener behind that ends the process of whoever runs it', () => {
  expect(process.listeners('unhandledRejection').map(String).join()).not.toMatch(/exit/);
  expect(sessions().size).toBe(0);
});
