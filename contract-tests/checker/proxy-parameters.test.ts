/** Traffic: the parameters of a request are validated in the style that the document gives them. */
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createProxy } from '../../src/checker/http/proxy/index.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { answer, serve, stopServers } from './reports/check-report.js';

afterEach(stopServers);

type Place = 'path' | 'query' | 'header' | 'cookie';

const integers = { type: 'array', items: { type: 'integer' } };
const letters = { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, maxItems: 2 };
const point = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { $ref: '#/components/schemas/Y' } },
  additionalProperties: false,
};
const filter = {
  type: 'object',
  properties: { ids: integers, of: { type: 'object', properties: { open: { type: 'boolean' } } } },
};
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** What the proxy says of one request. */
async function validated(place: Place, object: object, sent: { path?: string; headers?: Record<string, string> }) {
  const parameter = { name: 'p', in: place, required: true, ...object };
  const path = place === 'path' ? '/things/{p}' : '/things';
  const document: JsonObject = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      [path]: {
        get: {
          operationId: 'get',
          parameters: [parameter, { name: 'other', in: 'query', schema: { type: 'string' } }] as never,
          responses: { 200: { description: 'ok' } },
        },
      },
    },
    components: { schemas: { Y: { type: 'integer', maximum: 9 } } },
  };
  const target = await serve(answer({}));
  const { server, report } = createProxy({ document, target, maxBodySize: 1024 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve, reject) => {
    const onward = { port, path: sent.path ?? '/things', headers: sent.headers ?? {} };
    httpRequest(onward, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });
  const { cases: found } = await report();
  server.close();
  return found.flatMap((row) => row.violations.map(({ pointer, message }) => `${pointer}: ${message}`));
}

describe('a query', () => {
  test.each<[string, object, string, RegExp[]]>([
    ['list, repeated', { schema: letters }, 'p=a&p=b', []],
    ['list of one', { schema: letters }, 'p=a', []],
    ['list, one item wrong', { schema: letters }, 'p=a&p=zz', [/^query p\/1: expected one of/]],
    ['list, too long', { schema: letters }, 'p=a&p=b&p=a', [/^query p: /]],
    ['list in one', { schema: integers, explode: false }, 'p=1,2', []],
    ['list in one, commas escaped', { schema: integers, explode: false }, 'p=1%2C2', []],
    ['list in one, wrong', { schema: integers, explode: false }, 'p=1,x', [/^query p\/1: expected integer/]],
    ['list in one, empty', { schema: integers, explode: false }, 'p=', []],
    ['list by pipes', { schema: integers, style: 'pipeDelimited', explode: false }, 'p=1%7C2|3', []],
    ['list by pipes, wrong', { schema: integers, style: 'pipeDelimited', explode: false }, 'p=1|x', [/^query p\/1/]],
    ['list by blanks', { schema: integers, style: 'spaceDelimited', explode: false }, 'p=1%202+3', []],
    ['list by blanks, wrong', { schema: integers, style: 'spaceDelimited', explode: false }, 'p=1%20x', [/p\/1/]],
    ['object, exploded', { schema: point }, 'x=1&y=2&other=z', []],
    ['object, exploded, wrong', { schema: point }, 'x=1&y=10', [/^query p\/y: /]],
    ['object, exploded, absent', { schema: point }, 'other=z', [/^query p: is required but missing/]],
    ['object in one', { schema: point, explode: false }, 'p=x,1,y,2', []],
    ['object in one, wrong', { schema: point, explode: false }, 'p=y,1', [/^query p\/x: is required but missing/]],
    ['deepObject', { schema: point, style: 'deepObject' }, 'p[x]=1&p%5By%5D=2', []],
    ['deepObject, wrong', { schema: point, style: 'deepObject' }, 'p[x]=1&p[y]=ten', [/^query p\/y: expected integer/]],
    ['deepObject, unknown', { schema: point, style: 'deepObject' }, 'p[x]=1&p[z]=1', [/^query p\/\*: is not allowed/]],
    ['deepObject, deeper', { schema: filter, style: 'deepObject' }, 'p[ids][]=1&p[ids][]=2&p[of][open]=true', []],
    [
      'deepObject, deeper, wrong',
      { schema: filter, style: 'deepObject' },
      'p[of][open]=maybe',
      [/^query p\/of\/open: /],
    ],
    ['deepObject, items', { schema: filter, style: 'deepObject' }, 'p[ids][0]=1&p[ids][1]=x', [/^query p\/ids\/1: /]],
    ['deepObject, absent', { schema: point, style: 'deepObject' }, 'p=1', [/^query p: /]],
    [
      'deepObject, bottomless',
      { schema: point, style: 'deepObject' },
      `p${'[a]'.repeat(999)}=1`,
      [/at most 32 levels/],
    ],
    ['JSON', json(point), 'p=%7B%22x%22%3A1%7D', []],
    ['JSON, wrong', json(point), 'p=%7B%22x%22%3A%22a%22%7D', [/^query p\/x: expected integer/]],
    ['JSON, unreadable', json(point), 'p=%7B', [/^query p: expected JSON/]],
    ['number', { schema: { type: 'integer' } }, 'p=x', [/^query p: expected integer/]],
    ['text of digits', { schema: { type: ['string', 'integer'], maxLength: 1 } }, 'p=5', []],
    ['text with a plus', { schema: { const: 'a b' } }, 'p=a+b', []],
    ['number or null', { schema: { type: ['integer', 'null'] } }, 'p=null', []],
    ['number by reference', { schema: { $ref: '#/components/schemas/Y' } }, 'p=10', [/^query p: /]],
    ['empty, as may be', { schema: { type: 'integer' }, allowEmptyValue: true }, 'p=', []],
    ['absent', { schema: { type: 'integer' } }, 'other=1', [/^query p: is required but missing/]],
    ['of no schema', {}, 'p=1', []],
  ])('%s', async (_, object, query, expected) => {
    expect(await validated('query', object, { path: `/things?${query}` })).toEqual(expected.map(matching));
  });
});

describe('a path', () => {
  test.each<[string, object, string, RegExp[]]>([
    ['number', { schema: { type: 'integer' } }, '7', []],
    ['number, wrong', { schema: { type: 'integer' } }, 'x', [/^path p: expected integer/]],
    ['list', { schema: integers }, '1,2', []],
    ['list, wrong', { schema: integers }, '1,x', [/^path p\/1: /]],
    ['text with a slash', { schema: { const: 'a/b' } }, 'a%2Fb', []],
    ['label', { schema: integers, style: 'label' }, '.1,2', []],
    ['label, exploded', { schema: integers, style: 'label', explode: true }, '.1.x', [/^path p\/1: /]],
    ['matrix', { schema: integers, style: 'matrix' }, ';p=1,2', []],
    ['matrix, exploded', { schema: integers, style: 'matrix', explode: true }, ';p=1;p=x', [/^path p\/1: /]],
    ['matrix, object', { schema: point, style: 'matrix', explode: true }, ';x=1;y=2', []],
    ['object', { schema: point }, 'x,1,y,10', [/^path p\/y: /]],
  ])('%s', async (_, object, segment, expected) => {
    expect(await validated('path', object, { path: `/things/${segment}` })).toEqual(expected.map(matching));
  });
});

describe('a header or a cookie', () => {
  test.each<[string, Place, object, string, RegExp[]]>([
    ['header, list', 'header', { schema: integers }, '1, 2', []],
    ['header, list, wrong', 'header', { schema: integers }, '1, x', [/^header p\/1: /]],
    ['header, object', 'header', { schema: point, explode: true }, 'x=1,y=10', [/^header p\/y: /]],
    ['header, JSON', 'header', json(point), '{"x":1}', []],
    ['header, JSON, wrong', 'header', json(point), '{}', [/^header p\/x: is required/]],
    ['cookie', 'cookie', { schema: { type: 'integer' } }, 'a=1; p=7', []],
    ['cookie, wrong', 'cookie', { schema: { type: 'integer' } }, 'p=x', [/^cookie p: expected integer/]],
    ['cookie, absent', 'cookie', { schema: { type: 'integer' } }, 'pp=1', [/^cookie p: is required but missing/]],
    ['cookie, list', 'cookie', { schema: integers, explode: false }, 'p=1%2Cx', [/^cookie p/]],
    ['cookie, JSON', 'cookie', json(point), 'p=%7B%22x%22%3A1%7D', []],
  ])('%s', async (_, place, object, text, expected) => {
    const headers = { [place === 'cookie' ? 'cookie' : 'p']: text };
    expect(await validated(place, object, { headers })).toEqual(expected.map(matching));
  });
});

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string;
