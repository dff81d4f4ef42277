/** Requests that must be refused are under way at once; what one of them does is not blamed on another. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { HttpServer, type Answer } from '../support/http-server.js';

const numbers = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e'].map((name) => [name, { type: 'integer', minimum: 1, maximum: 9 }]),
);
const document = {
  openapi: '3.1.1',
  info: { title: 'Sums', version: '1' },
  paths: {
    '/sums': {
      post: {
        operationId: 'addUp',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', properties: numbers, required: Object.keys(numbers) },
              example: { a: 1, b: 2, c: 3, d: 4, e: 5 },
            },
          },
        },
        responses: { 204: { description: 'Done.' }, 400: { description: 'Refused.' } },
      },
    },
  },
} as JsonObject;

type Numbers = Readonly<Record<string, unknown>>;
const isGood = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 9;

/** A target that takes a moment for each request, and is right but for what `answer` says. */
async function checked(answer: (body: Numbers, status: number, underWay: number) => number) {
  let underWay = 0;
  let most = 0;
  const respond: Answer = async (response, { method, headers, body: text }) => {
    most = Math.max(most, ++underWay);
    await pause(2);
    const isSum = method === 'POST' && headers['content-type']?.startsWith('application/json');
    let body: Numbers = {};
    try {
      body = (JSON.parse(text) ?? {}) as Numbers;
    } catch {
      // Refused as what lacks everything.
    }
    const status = isSum && Object.keys(numbers).every((name) => isGood(body[name])) ? 204 : 400;
    response.writeHead(answer(body, status, underWay)).end();
    underWay--;
  };
  const server = await new HttpServer().start();
  server.reset(respond);
  try {
    const { cases } = await checkContract({
      document,
      url: new URL(server.url),
      recipes: noRecipes,
      credentials: {},
      honoursPrefer: false,
      timeout: 5,
      maxBodySize: 1e6,
      selection: { phases: ['negatives'] },
    });
    const failed = cases.filter(({ outcome }) => outcome === 'failed').map((one) => one.case);
    return { cases, failed, most };
  } finally {
    await server.close();
  }
}

test('several are under way, and all are judged', async () => {
  const { cases, failed, most } = await checked((_, status) => status);
  expect(most).toBeGreaterThan(2);
  expect(failed).toEqual([]);
  const names = cases.map((one) => one.case);
  expect(names).toContain('body /a: below 1');
  expect(names.at(-1)).toBe('the valid request, last');
  expect(new Set(names).size).toBe(names.length);
});

test('one that is taken is found alone, though the target answers the others wrongly after it', async () => {
  let isUpset = false;
  const { failed } = await checked((body, status, underWay) => {
    const isTaken = body.c === 0;
    // What is under way beside it meets what it has done.
    isUpset ||= isTaken;
    return isTaken ? 204 : isUpset && underWay > 1 ? 500 : status;
  });
  expect(failed).toEqual(['body /c: below 1']);
});

test('a target that refuses otherwise what comes at once is asked one by one', async () => {
  const { failed, most } = await checked((_, status, underWay) => (underWay > 1 ? 503 : status));
  expect(most).toBeGreaterThan(1);
  expect(failed).toEqual([]);
});
