/** What can be wrong about a value by its schema, and what cannot: small schemas, and the whole list for each. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/openapi/document.js';
import { mutationsOf } from '../../src/checker/phases/negatives/mutations.js';
import { upgradeSchemas } from '../../src/openapi/upgrade.js';
import { createRequestValidator } from '../../src/checker/validate/schema.js';

function derive(schema: JsonObject, value: Json, { openapi = '3.1.1', more = {} as JsonObject } = {}) {
  const document = { openapi, components: { schemas: { S: schema, ...more } } };
  const validator = createRequestValidator(document);
  const subject = { document: upgradeSchemas(document), validator, schema: '/components/schemas/S', value };
  const found = mutationsOf(subject);
  // The whole point: not one of them may be lawful.
  for (const { apply } of found) expect(validator.at(subject.schema)(apply(value))).not.toEqual([]);
  return found.map(({ at, what, clause }) => ({ line: `${at}: ${what}`, clause }));
}

const lines = (...args: Parameters<typeof derive>) => derive(...args).map(({ line }) => line);
/** Without those of `type`, which every schema has. */
const rules = (...args: Parameters<typeof derive>) =>
  lines(...args).filter((line) => !/: (null|an? (string|number|boolean|fraction|object|array))$/.test(line));

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

describe('types', () => {
  test.each<[string, JsonObject, Json, string[]]>([
    ['string', { type: 'string' }, 'a', ['null', 'a number', 'an object', 'an array']],
    ['number', { type: 'number' }, 1, ['null', 'a string', 'a boolean', 'an object', 'an array']],
    ['integer', { type: 'integer' }, 1, ['null', 'a string', 'a fraction', 'a boolean', 'an object', 'an array']],
    ['boolean', { type: 'boolean' }, true, ['null', 'a string', 'a number', 'an object', 'an array']],
    ['array', { type: 'array' }, [], ['null', 'a string', 'an object']],
    ['object', { type: 'object' }, {}, ['null', 'a string', 'an array']],
    ['nullable', { type: ['string', 'null'] }, 'a', ['a number', 'an object', 'an array']],
    ['two types', { type: ['string', 'number'] }, 'a', ['null', 'a boolean', 'an object', 'an array']],
    ['none', {}, 'a', []],
  ])('%s', (_, schema, value, expected) => {
    expect(lines(schema, value)).toEqual(expected.map((what) => `: ${what}`));
  });

  test('OpenAPI 3.0: nullable', () => {
    expect(lines({ type: 'string', nullable: true }, 'a', { openapi: '3.0.3' })).not.toContain(': null');
  });
});

describe('rules', () => {
  test.each<[string, JsonObject, Json, string[]]>([
    ['enum', { enum: ['a', 'b'] }, 'a', [': none of the listed values', ': in other case']],
    ['enum of numbers', { enum: [1, 2] }, 1, [': none of the listed values']],
    ['enum in both cases', { enum: ['a', 'A'] }, 'a', [': none of the listed values']],
    ['const', { const: 'in' }, 'in', [': another value', ': in other case']],
    ['const false', { const: false }, false, [': another value']],
    ['format that nobody knows', { type: 'string', format: 'handle' }, 'a', []],
    ['format ipv4', { format: 'ipv4' }, '192.0.2.1', [': no ipv4, of no network', ': no ipv4, of the other version']],
    ['minLength', { minLength: 2 }, 'abc', [': shorter than 2']],
    ['minLength 0', { minLength: 0 }, 'abc', []],
    ['lengths', { minLength: 2, maxLength: 3 }, 'ab', [': shorter than 2', ': longer than 3']],
    ['a length that nobody tries out', { maxLength: 1e9 }, 'a', []],
    ['bounds', { minimum: 1, maximum: 3 }, 2, [': below 1', ': above 3']],
    ['open bounds', { exclusiveMinimum: 1, exclusiveMaximum: 3 }, 2, [': not above 1', ': not below 3']],
    ['multipleOf', { multipleOf: 5 }, 10, [': no multiple of 5']],
    ['items', { minItems: 1, maxItems: 2 }, ['a'], [': fewer than 1', ': more than 2']],
    ['uniqueItems', { uniqueItems: true }, ['a'], [': an item twice']],
    ['uniqueItems: false', { uniqueItems: false }, ['a'], []],
    ['an item', { items: { minLength: 1 } }, ['a', 'b'], ['/0: shorter than 1']],
    [
      'prefixItems',
      { prefixItems: [{ const: 1 }], items: { const: 2 } },
      [1, 2],
      ['/0: another value', '/1: another value'],
    ],
    ['required', { required: ['a', 'b'] }, { a: 1, b: 1 }, ['/a: missing', '/b: missing']],
    ['dependentRequired', { dependentRequired: { a: ['b'] } }, { a: 1, b: 1 }, ['/b: missing beside "a"']],
    ['a closed object', { additionalProperties: false }, {}, ['/kyc_contracts_unknown: not allowed here']],
    ['an open object', { additionalProperties: true }, {}, []],
    ['minProperties', { minProperties: 1 }, { a: 1 }, [': fewer than 1 members']],
    ['maxProperties', { maxProperties: 1 }, { a: 1 }, [': more than 1 members']],
    ['propertyNames', { propertyNames: { pattern: '^a' } }, { a: 1 }, [': a name that is not allowed']],
    [
      'names that another rule takes',
      { propertyNames: { maxLength: 3 }, patternProperties: { '^a': {} }, additionalProperties: false },
      { ab: 1 },
      [': a name that is not allowed', '/kyc_contracts_unknown: not allowed here'],
    ],
    [
      'contains',
      { contains: { const: 1 }, maxContains: 2 },
      [1, 3],
      [': fewer than 1 of the items that are wanted', ': more than 2 of the items that are wanted'],
    ],
    ['minContains 0', { contains: { const: 1 }, minContains: 0 }, [1], []],
    ['no item beyond', { prefixItems: [{}], items: false }, ['a'], [': an item that has no place']],
    [
      'no item that is not judged',
      { prefixItems: [{}], unevaluatedItems: false },
      ['a'],
      [': an item that has no place'],
    ],
    [
      'a schema of a member that is there',
      { dependentSchemas: { a: { properties: { b: { maxLength: 1 } } }, c: { properties: { b: { minLength: 1 } } } } },
      { a: 1, b: 'x' },
      ['/b: longer than 1'],
    ],
    [
      'a member that another depends on',
      { properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } }, unevaluatedProperties: false },
      { a: 1, b: 'x' },
      ['/a: missing beside what depends on it', '/kyc_contracts_unknown: not allowed here'],
    ],
    ['a map', { additionalProperties: { const: 1 } }, { a: 1 }, ['/a: another value']],
    ['patternProperties', { patternProperties: { '^x': { const: 1 } } }, { x: 1, y: 2 }, ['/x: another value']],
    ['what only answers have', object({ id: { const: 1, readOnly: true } }, { required: ['id'] }), {}, []],
    ['what only requests have', object({ pin: { const: 1, writeOnly: true } }), { pin: 1 }, ['/pin: another value']],
  ])('%s', (_, schema, value, expected) => {
    expect(rules(schema, value)).toEqual(expected);
  });

  test('a pattern: what is not anchored, ignores case or reads lines is found out', () => {
    expect(rules({ pattern: '^[A-Z]{3}$' }, 'MEX')).toEqual([
      ': off the pattern at its end',
      ': off the pattern at its start',
      ': off the pattern by a line break',
      ': off the pattern by case',
    ]);
    expect(rules({ pattern: 'E' }, 'MEX')).toEqual([': off the pattern by case']);
  });
});

describe('properties that the example does not have', () => {
  const address = object({ city: { type: 'string', minLength: 1 } }, { required: ['city'] });

  test('are put in, and their own rules broken', () => {
    expect(rules(object({ address }), {})).toEqual(['/address/city: missing', '/address/city: shorter than 1']);
  });

  test('without a value that is valid, they have the types that they must not have', () => {
    const code = { type: 'string', pattern: '^[A-Z]{9}$' };
    const found = lines(object({ code }), {}).filter((line) => line.startsWith('/code'));
    expect(found).toContain('/code: a number');
    expect(found).toContain('/code: off the pattern at its end');
  });

  test('a recursive schema ends', () => {
    const node = object({ next: { $ref: '#/components/schemas/S' }, name: { const: 'n' } });
    expect(rules(node, {})).toEqual([
      '/next/name: another value',
      '/next/name: in other case',
      '/name: another value',
      '/name: in other case',
    ]);
  });
});

describe('unions', () => {
  const person = object({ kind: { const: 'person' }, name: { type: 'string' } }, { required: ['kind', 'name'] });
  const firm = object({ kind: { const: 'firm' }, taxes: { type: 'string' } }, { required: ['kind', 'taxes'] });

  test.each(['anyOf', 'oneOf'])('%s: the rules of the branch that the example is, and no other', (keyword) => {
    const found = rules({ [keyword]: [person, firm] }, { kind: 'person', name: 'Ada' });
    expect(found).toEqual(['/kind: missing', '/name: missing', '/kind: another value', '/kind: in other case']);
  });

  test('what another branch allows is not broken', () => {
    expect(lines({ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'a')).not.toContain(': null');
    expect(rules({ anyOf: [{ enum: ['a'] }, { type: 'string' }] }, 'a')).toEqual([]);
    expect(rules({ anyOf: [person, object({})] }, { kind: 'person', name: 'Ada' })).toEqual([]);
  });

  test('allOf and references with siblings: every rule counts', () => {
    const more = { Text: { minLength: 2 } };
    expect(rules({ allOf: [{ maxLength: 3 }], $ref: '#/components/schemas/Text' }, 'ab', { more })).toEqual([
      ': shorter than 2',
      ': longer than 3',
    ]);
  });

  test('if: the branch that applies', () => {
    const conditional = { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } };
    expect(rules(conditional, { a: 1, b: 1 })).toEqual(['/b: missing']);
    expect(rules(conditional, { c: 1 })).toEqual(['/c: missing']);
  });
});

test('the clause is the rule, after references', () => {
  const more = { Header: object({ created: { type: 'integer' } }, { required: ['created'] }) };
  const header = { $ref: '#/components/schemas/Header' };
  const found = derive(object({ header }), { header: { created: 1 } }, { more });
  expect(found.find(({ line }) => line === '/header/created: missing')?.clause).toBe(
    '/components/schemas/Header/required',
  );
});
