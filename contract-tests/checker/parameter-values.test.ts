/** What is sent of a parameter: the document's own examples first, and nothing that its schema refuses. */
import { describe, expect, test } from 'vitest';
import { goodValues } from '../../src/checker/phases/parameter-values.js';
import { createRequestValidator } from '../../src/checker/validate/schema.js';
import { operationsOf, type Json, type JsonObject } from '../../src/openapi/document.js';
import { checkDocument } from '../support/check-document.js';
import { upgradeSchemas } from '../../src/openapi/upgrade.js';

const documentWith = (parameters: JsonObject[], openapi = '3.1.1', path = '/a'): JsonObject => ({
  openapi,
  info: { title: 'A', version: '1' },
  paths: { [path]: { get: { operationId: 'a', parameters, responses: { '200': { description: 'ok' } } } } },
  components: { schemas: { Order: { type: 'string', enum: ['asc', 'desc'] }, Any: { type: 'string' } } },
});

function good(parameter: JsonObject, openapi?: string): Json[] {
  const document = documentWith([{ in: 'query', name: 'q', ...parameter }], openapi);
  const [operation] = operationsOf(document);
  const schemas = { document: upgradeSchemas(document), validator: createRequestValidator(document) };
  return goodValues(schemas, operation!.parameters[0]!);
}

describe('good values', () => {
  test.each<[string, JsonObject, Json[]]>([
    ['a pattern and an example', { schema: { type: 'string', pattern: '^[A-Z]{3}$' }, example: 'USD' }, ['USD']],
    ['a pattern alone', { schema: { type: 'string', pattern: '^[A-Z]{3}$' } }, []],
    ['examples by name', { schema: { type: 'string' }, examples: { one: { value: 'c2Vl' } } }, ['c2Vl']],
    ['an example that is wrong', { schema: { type: 'integer', minimum: 3 }, example: 1 }, [3]],
    ['a format of its own', { schema: { type: 'string', format: 'iban' } }, []],
    ['with an example', { schema: { type: 'string', format: 'iban' }, example: 'XX00' }, ['XX00']],
    ['a format named as a member of every object', { schema: { type: 'string', format: 'constructor' } }, []],
    ['steps', { schema: { type: 'integer', minimum: 1, maximum: 100, multipleOf: 10 }, example: 20 }, [20, 100]],
    ['open bounds', { schema: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 } }, [1]],
    ['a list by reference', { schema: { $ref: '#/components/schemas/Order' } }, ['asc', 'desc']],
    ['a list below allOf', { schema: { allOf: [{ $ref: '#/components/schemas/Order' }] } }, ['asc', 'desc']],
    ['a boolean', { schema: { type: 'boolean' } }, [true, false]],
    ['an object', { schema: { type: 'object' } }, []],
    [
      'an object in a style',
      {
        style: 'deepObject',
        schema: { type: 'object', properties: { from: { type: 'integer', minimum: 1 }, to: { enum: ['a'] } } },
      },
      [{ from: 1 }, { to: 'a' }],
    ],
    [
      'JSON',
      {
        content: {
          'application/json': { schema: { type: 'object', required: ['k'], properties: { k: { type: 'integer' } } } },
        },
      },
      [{ k: 1 }],
    ],
    ['XML', { content: { 'application/xml': { schema: { type: 'object' } } } }, []],
  ])('%s', (_, parameter, expected) => {
    expect(good(parameter)).toEqual(expected);
  });

  test('OpenAPI 3.0: bounds that are no values', () => {
    const schema = { type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 10, exclusiveMaximum: true };
    expect(good({ schema, example: 5 }, '3.0.3')).toEqual([5]);
  });
});

describe('parameters of one name in several places', () => {
  const wanted: Record<string, RegExp> = { path: /^\d+$/, query: /^[a-f]$/, header: /^[xyz]{3}$/ };
  const schemas = { path: { type: 'integer' }, query: { enum: [...'abcdef'] }, header: { enum: ['xyz', 'zyx'] } };
  const samples: Record<string, Json> = { path: 7, query: 'a', header: 'xyz' };
  const document = documentWith(
    Object.entries(schemas).map(([place, schema]) => {
      return { in: place, name: 'id', required: place === 'path', schema, example: samples[place] ?? null };
    }),
    '3.1.1',
    '/a/{id}',
  );

  /** @param ignores a place at which the server does not look */
  const check = (ignores = '') =>
    checkDocument(document, async ({ method, url, headers }) => {
      if (method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
      const { pathname, searchParams } = new URL(url);
      const places = {
        path: [decodeURIComponent(pathname.slice('/a/'.length))],
        query: searchParams.getAll('id'),
        header: headers.has('id') ? [headers.get('id')!] : [],
      };
      const isWrong = Object.entries(places).some(
        ([place, values]) => place !== ignores && values.some((value) => !wanted[place]!.test(value)),
      );
      return new Response(null, { status: isWrong ? 400 : 200 });
    }).then((cases) => cases.filter(({ outcome }) => outcome === 'failed').map((one) => one.case));

  test('a server that is right passes', async () => {
    expect(await check()).toEqual([]);
  });

  test.each(Object.keys(wanted))('a server that does not look at its %s fails for that', async (place) => {
    const failed = await check(place);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((name) => name?.startsWith(`${place} id`))).toBe(true);
  });
});

describe('parameters that are objects, or JSON', () => {
  const number = { type: 'number', minimum: -90, maximum: 90 };
  const object = { type: 'object', properties: { lat: number, lon: number }, required: ['lat', 'lon'] };
  const example = { lat: 1.5, lon: 2 };
  type Reader = (url: URL) => unknown[];
  const members = (url: URL, name: (member: string) => string) =>
    ['lat', 'lon'].map((member) => url.searchParams.get(name(member)));
  const ways: Record<string, [JsonObject, Reader]> = {
    deepObject: [{ style: 'deepObject', schema: object }, (url) => members(url, (one) => `q[${one}]`)],
    'a form in parts': [{ schema: object }, (url) => members(url, (one) => one)],
    'a form in one text': [
      { explode: false, schema: object },
      (url) => {
        const parts = url.searchParams.get('q')?.split(',') ?? [];
        return ['lat', 'lon'].map((one) => (parts.includes(one) ? parts[parts.indexOf(one) + 1] : null));
      },
    ],
    JSON: [
      { content: { 'application/json': { schema: object, example } } },
      (url) => {
        const { lat, lon } = JSON.parse(url.searchParams.get('q') ?? '{}') as JsonObject;
        return [lat, lon];
      },
    ],
  };

  test.each(Object.keys(ways).flatMap((way) => [undefined, 'lat', 'lon'].map((ignores) => ({ way, ignores }))))(
    '$way, where $ignores is not looked at',
    async ({ way, ignores }) => {
      const [parameter, read] = ways[way]!;
      const document = documentWith([{ name: 'q', in: 'query', required: true, ...parameter }]);
      const cases = await checkDocument(document, async ({ method, url }) => {
        if (method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
        const values = read(new URL(url));
        const isRight = (value: unknown) =>
          (typeof value === 'number' || (typeof value === 'string' && way !== 'JSON' && /^-?[\d.]+$/.test(value))) &&
          Math.abs(Number(value)) <= 90;
        const isWrong = values.some((value, index) => ['lat', 'lon'][index] !== ignores && !isRight(value));
        return new Response(null, { status: isWrong ? 400 : 200 });
      });
      const failed = cases.filter(({ outcome }) => outcome === 'failed').map((one) => one.case);
      if (ignores === undefined) expect(failed).toEqual([]);
      else expect(failed).toContain(`query q /${ignores}: above 90`);
    },
  );
});
