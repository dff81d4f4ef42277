/** Bodies with many faults: what validators list is bounded, and so is their time. Verdicts are those of Ajv alone. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/openapi/document.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';
import { findDuplicate } from '../../src/openapi/duplicate.js';
import * as sandboxValidators from '../../generated/sandbox/validators.js';
import * as sila from '../../generated/sila/validators.js';

const many = 20_000;
const zeros = Array.from({ length: many }, () => 0);
const texts = Array.from({ length: many }, (_, index) => `x${index}`);
const members = Object.fromEntries(texts.map((name) => [name, 0]));

const text = { type: 'string' };
const named = { type: 'object', required: ['a', 'b'], properties: { a: text }, additionalProperties: false };

function validatorOf(schema: object) {
  const document = { openapi: '3.1.1', components: { schemas: { Named: named, It: schema } } };
  return createResponseValidator(document as unknown as JsonObject).at('/components/schemas/It');
}

const reference = { $ref: '#/components/schemas/Named' };

describe('the list ends after a hundred', () => {
  test.each<[string, object, unknown]>([
    ['wrong items', { items: text }, zeros],
    ['wrong items by reference', { items: reference }, zeros.map(() => ({}))],
    ['wrong items within wrong items', { items: { items: reference } }, [zeros, zeros.map(() => ({ c: 1 }))]],
    ['items after the first', { prefixItems: [text], items: reference }, zeros],
    ['unknown members', { additionalProperties: false }, members],
    ['wrong members', { additionalProperties: reference }, members],
    ['wrong members by pattern', { patternProperties: { '^x': reference } }, members],
    ['wrong names', { propertyNames: { maxLength: 1 } }, members],
    ['unevaluated members', { properties: { a: text }, unevaluatedProperties: false }, members],
    ['unevaluated items', { prefixItems: [text], unevaluatedItems: reference }, zeros],
    ['no branch of anyOf', { items: { anyOf: [reference, text] } }, zeros],
    ['no branch of oneOf', { items: { oneOf: [reference, { items: reference }] } }, zeros.map(() => [0])],
    ['dependent members', { items: { dependentRequired: { a: ['b'] } } }, zeros.map(() => ({ a: 1 }))],
  ])('%s', (_, schema, value) => {
    const found = validatorOf(schema)(value);
    // Of a union or a name, several complaints of the validator become one of ours.
    expect(found.length).toBeGreaterThan(30);
    expect(found.length).toBeLessThanOrEqual(101);
    expect(found.at(-1)).toEqual({
      keyword: 'more',
      pointer: '',
      message: `and more: only the first ${found.length - 1} are listed`,
    });
  });

  test('a union that fails as a whole is told by the branch that was meant', () => {
    const branch = (kind: string, item: object) => ({
      required: ['kind', 'list'],
      properties: { kind: { const: kind }, list: { items: item } },
    });
    const found = validatorOf({ anyOf: [branch('a', reference), branch('b', text)] })({ kind: 'b', list: zeros });
    expect(found[0]).toMatchObject({ keyword: 'type', pointer: '/list/0', message: 'expected string, got integer' });
    expect(found).toHaveLength(101);
  });

  test('fewer are listed one by one', () => {
    expect(validatorOf({ items: text })(zeros.slice(0, 60))).toHaveLength(60);
  });

  test.each([
    ['sila', sila.listDocumentsRequest, { header: {}, doc_types: zeros }],
    ['sila', sila.getEntityResponse200, { addresses: zeros, emails: zeros, phones: zeros }],
    ['sandbox', sandboxValidators.restoreSnapshotRequest, { format: 1, entries: zeros }],
  ])('of %s, in a generated validator', (_, validate, body) => {
    expect(validate(body)).toBe(false);
    expect(validate.errors!.length).toBeLessThanOrEqual(121);
    expect(validate.errors!.at(-1)).toMatchObject({ keyword: 'more', instancePath: '' });
  });
});

describe('the verdict is that of Ajv alone', () => {
  const half = [...texts.slice(0, 300), 7];
  test.each<[string, object, unknown]>([
    ['contains, last', { contains: { type: 'integer' } }, half],
    ['contains, by reference', { contains: reference }, [...half, { a: 'x', b: 1 }]],
    ['contains, none', { contains: { type: 'null' } }, half],
    ['minContains', { contains: { type: 'integer' }, minContains: 2 }, half],
    ['maxContains', { contains: text, maxContains: 299 }, half],
    ['contains and items', { contains: { type: 'integer' }, items: text }, half],
    ['the second branch', { anyOf: [{ items: { type: 'integer' } }, { items: text }] }, texts],
    ['no branch', { anyOf: [{ items: { type: 'integer' } }, { items: text }] }, half.concat(Array(300).fill(0))],
    ['one branch', { oneOf: [{ items: reference }, { items: text }, { items: { type: 'null' } }] }, texts],
    ['two branches', { oneOf: [{ items: reference }, { items: text }, { minItems: 2 }] }, texts],
    ['not', { not: { items: { type: 'integer' } } }, half],
    ['not, refused', { not: { items: text } }, texts],
    ['if', { if: { items: reference }, then: false, else: { minItems: 3 } }, half],
    ['unevaluated in a branch', { anyOf: [{ additionalProperties: text }, {}], unevaluatedProperties: false }, members],
    [
      'evaluated',
      { anyOf: [{ patternProperties: { '^x': { type: 'integer' } } }], unevaluatedProperties: false },
      members,
    ],
    ['unique', { uniqueItems: true }, texts.map((name) => ({ name }))],
    ['not unique', { uniqueItems: true }, [{ a: 1, b: [2] }, { c: 1 }, { b: [2], a: 1 }]],
  ])('%s', (_, schema, value) => {
    const plain = new Ajv2020({ strict: false });
    plain.addSchema({ $id: 'x:y', components: { schemas: { Named: named, It: schema } } });
    const holds = plain.compile({ $ref: 'x:y#/components/schemas/It' })(
      Array.isArray(value) && 'uniqueItems' in schema ? value.slice(0, 500) : value,
    );
    expect(validatorOf(schema)(value).length === 0).toBe(holds);
  });
});

test.each([
  [[1, '1', true, null, 'null', [], {}, '[]', [1], ['1']], undefined],
  [
    [{ a: { b: 1, c: 2 } }, 0, { a: { c: 2, b: 1 } }, 0],
    [3, 1],
  ],
  [
    [
      [1, [2]],
      [1, [2]],
    ],
    [1, 0],
  ],
])('%j: what is equal', (items, pair) => {
  expect(findDuplicate(items)).toEqual(pair);
});
