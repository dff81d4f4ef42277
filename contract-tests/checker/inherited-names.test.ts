/** Names of a document that every object of JavaScript has, too: none of them finds what is inherited. */
import { describe, expect, test } from 'vitest';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import { recipeFor } from '../../src/checker/recipes/recipe.js';
import { applyRule } from '../../src/checker/recipes/rules.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';
import type { Json } from '../../src/openapi/document.js';

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])('%s', async (name) => {
  expect(recipeFor(noRecipes, 'a', name)).toBeUndefined();
  expect(applyRule({ rename: { a: 'b' } } as never, 'a', { [name]: 'x', a: 'y' }, [])).toMatchObject({
    patch: { a: null, b: 'y' },
  });

  const member = { type: 'string', maxLength: 3 };
  const schema = { type: 'object', required: [name], properties: { [name]: member, other: member } };
  const content = { 'application/json': { schema, examples: { [name]: { value: { [name]: 'x' } } } } };
  const sent: string[] = [];
  const { cases } = await checkContract({
    document: {
      openapi: '3.1.1',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': {
          put: {
            operationId: name,
            security: [{ [name]: [] }],
            parameters: [{ name, in: 'query', schema: member }],
            requestBody: { required: true, content },
            responses: { 200: { description: 'ok', content }, 400: { description: 'no' }, 401: { description: 'no' } },
          },
        },
      },
      components: { securitySchemes: { [name]: { type: 'apiKey', in: 'header', name: 'x-key' } } },
    },
    url: new URL('http://127.0.0.1:9'),
    recipes: noRecipes,
    credentials: {},
    timeout: 5,
    maxBodySize: 1e6,
    honoursPrefer: false,
    fetch: async (request: Request) => {
      if (request.method !== 'PUT') return new Response(null, { status: 405 });
      sent.push(`${request.headers.get('x-key')} ${request.url}`);
      const body = await request.text();
      const isLong = /"[^"]{4,}"/.test(body.replaceAll(`"${name}"`, ''));
      if (isLong || !request.headers.has('x-key')) return new Response(null, { status: isLong ? 400 : 401 });
      return Response.json({ [name]: 'x' });
    },
  });
  expect(sent.join()).not.toMatch(/native|function|undefined/);
  expect(cases.filter(({ phase, outcome }) => phase === 'examples' && outcome === 'failed')).toEqual([]);
  const of = (part: string) => cases.filter((one) => one.case === `body /${part}: longer than 3`);
  expect([of(name).length, of('other').length]).toEqual([1, 1]);
});

describe('a response', () => {
  const { at } = createResponseValidator({
    openapi: '3.1.1',
    components: {
      schemas: {
        Optional: { type: 'object', properties: { constructor: { type: 'object' } } },
        Required: { type: 'object', required: ['constructor'] },
        Item: { type: 'array', items: { required: ['valueOf'] } },
        Dependent: { dependentRequired: { valueOf: ['b'] }, dependentSchemas: { toString: { required: ['b'] } } },
        Closed: { additionalProperties: false, properties: { constructor: true } },
      },
    },
  });

  test.each<[string, Json, number]>([
    ['Optional', {}, 0],
    ['Optional', { constructor: {} }, 0],
    ['Optional', { constructor: 'x' }, 1],
    ['Required', {}, 1],
    ['Required', { constructor: 1 }, 0],
    ['Item', [{}], 1],
    ['Dependent', {}, 0],
    ['Dependent', { valueOf: 1 }, 1],
    ['Dependent', { toString: 1 }, 1],
    ['Closed', { constructor: 1 }, 0],
    ['Closed', { valueOf: 1 }, 1],
  ])('%s of %j has %i errors', (name, value, errors) => {
    // Written as JSON, as `toString` of an object literal would be its method.
    expect(at(`/components/schemas/${name}`)(JSON.parse(JSON.stringify(value)))).toHaveLength(errors);
  });
});
