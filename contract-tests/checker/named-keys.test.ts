/** Keys that name things in a document may be called as keywords are: none of them is taken for one. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/openapi/document.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';

const document: JsonObject = {
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  paths: {
    '/a': {
      get: {
        responses: {
          default: {
            description: 'any',
            content: { 'application/json': { schema: { type: 'number', minimum: 0, exclusiveMinimum: true } } },
          },
        },
      },
    },
  },
  components: {
    parameters: {
      example: { name: 'limit', in: 'query', schema: { type: 'integer' } },
      default: { name: 'above', in: 'query', schema: { type: 'number', minimum: 0, exclusiveMinimum: true } },
    },
    requestBodies: { enum: { content: { 'text/plain': { schema: { type: 'string', nullable: true } } } } },
  },
};
const { at } = createResponseValidator(document);

test.each([
  ['/paths/~1a/get/responses/default/content/application~1json/schema', 1, 0],
  ['/components/parameters/example/schema', 1, 'a'],
  ['/components/parameters/default/schema', 1, 0],
  ['/components/requestBodies/enum/content/text~1plain/schema', null, 1],
])('the schema at %s is read', (pointer, right, wrong) => {
  expect(at(pointer)(right)).toEqual([]);
  expect(at(pointer)(wrong)).toHaveLength(1);
});
