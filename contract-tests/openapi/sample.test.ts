/** A value made of a schema is valid by it; where there is none, or none is found, nothing is made. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { examplesOf } from '../../src/openapi/examples.js';
import { sampleOf } from '../../src/openapi/sample.js';
import type { Json, JsonObject } from '../../src/openapi/document.js';

const schemas: Record<string, JsonObject> = {
  'parts that say of one member': {
    allOf: [
      { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
      { type: 'object', properties: { a: { minimum: 7 } } },
    ],
  },
  'listed values, each once': { type: 'array', uniqueItems: true, minItems: 2, items: { enum: ['red', 'green'] } },
  'numbers, each once': { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'integer', maximum: 2 } },
  'steps, each once': { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'number', multipleOf: 5 } },
  'short texts, each once': { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'string', maxLength: 2 } },
  'members of any name': { type: 'object', minProperties: 2, additionalProperties: { type: 'integer' } },
  'members of any kind': { type: 'object', minProperties: 1 },
};

test.each(Object.entries(schemas))('%s', (_, schema) => {
  const value = sampleOf({}, schema);
  const validate = new Ajv2020({ strict: false }).compile(schema);
  expect(validate(value), JSON.stringify(value)).toBe(true);
});

test.each<[string, JsonObject]>([
  ['no value', { enum: [] }],
  ['not anything', { not: {} }],
  ['more listed values than there are', { type: 'array', uniqueItems: true, minItems: 2, items: { enum: [1] } }],
  [
    'more numbers than there are',
    { type: 'array', uniqueItems: true, minItems: 4, items: { type: 'integer', minimum: 1, maximum: 3 } },
  ],
  ['members that it forbids', { type: 'object', minProperties: 1, additionalProperties: false }],
])('%s › nothing', (_, schema) => {
  expect(sampleOf({}, schema)).toBeUndefined();
});

const levels = (count: number, inner: (next: JsonObject) => JsonObject, last: JsonObject): JsonObject => ({
  components: {
    schemas: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `L${index}`,
        index + 1 < count ? inner({ $ref: `#/components/schemas/L${index + 1}` }) : last,
      ]),
    ),
  },
});
const first: Json = { $ref: '#/components/schemas/L0' };

test('schemas that lead to one in very many ways come to an end', () => {
  const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
  const wide = levels(
    12,
    (next) => ({ type: 'object', required: names, properties: Object.fromEntries(names.map((name) => [name, next])) }),
    { type: 'string', example: 'x' },
  );
  expect(examplesOf(wide, { schema: first })).toEqual(new Map());
  expect(sampleOf(wide, first)).toBeUndefined();
  const twice = (next: JsonObject): JsonObject[] => [
    { title: 'a', ...next },
    { title: 'b', ...next },
  ];
  const unions = levels(60, (next) => ({ oneOf: [...twice(next), { allOf: twice(next) } as JsonObject] }), {
    type: 'string',
  });
  expect(sampleOf(unions, first)).toBe('text');
});
