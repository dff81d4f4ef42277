/** Coverage tells what of the document real responses have shown: each property, alternative and enum value. */
import { afterEach, expect, test } from 'vitest';
import { figuresOf } from '../../src/checker/validate/coverage.js';
import { answer, id, reportOf, stopServers } from './reports/check-report.js';

afterEach(stopServers);

const statesOf = async (body: unknown) => {
  const { coverage } = await reportOf(answer(body));
  const { parts } = coverage.find(({ operationId, status }) => operationId === 'getRun' && status === '200')!;
  return Object.fromEntries(
    parts.map(({ what, at, label, state }) => [[what, at, label].filter(Boolean).join(' '), state]),
  );
};

test('what came is seen, what did not is not', async () => {
  expect(await statesOf({ id, reference: 'r', state: 'passed', result: { reason: 'x' } })).toEqual({
    'property /id': 'seen',
    'property /reference': 'seen',
    'property /state': 'seen',
    'value /state "pending"': 'unseen',
    'value /state "passed"': 'seen',
    'property /result': 'seen',
    'alternative /result 1': 'unseen',
    'property /result/score': 'unseen',
    'alternative /result 2': 'seen',
    'property /result/reason': 'seen',
  });
});

test('what is wrong or missing is broken', async () => {
  expect(await statesOf({ id: 'none' })).toMatchObject({
    'property /id': 'broken',
    'property /reference': 'broken',
    'property /state': 'unseen',
  });
});

test('the figures count every operation by itself, and a response that never came', async () => {
  const { coverage } = await reportOf((request, response) =>
    request.method === 'GET' ? answer({ id, reference: 'r' })(request, response) : answer({}, 400)(request, response),
  );
  expect(figuresOf(coverage)).toEqual({
    responses: { seen: 1, all: 4 },
    properties: { seen: 2, all: 12 },
    alternatives: { seen: 0, all: 4 },
    values: { seen: 0, all: 4 },
    headers: { seen: 0, all: 0 },
  });
});

test('a schema that holds itself is taken apart once', async () => {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Tree', version: '1' },
    paths: {
      '/tree': {
        get: {
          operationId: 'tree',
          responses: {
            200: {
              description: 'ok',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Node: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            childSchemas: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
          },
        },
      },
    },
  };
  const { coverage } = await reportOf(answer({ childSchemas: [{ name: 'a' }] }), { document });
  expect(coverage[0]?.parts.map(({ at, state }) => `${at} ${state}`)).toEqual(['/name unseen', '/childSchemas seen']);
});
