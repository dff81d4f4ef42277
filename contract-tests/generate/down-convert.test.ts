/**
 * OpenAPI 3.1 → 3.0, keyword by keyword. Each row is validated three times: by eye (the schema expected), by Redocly (the
 * document is sound 3.0) and by Ajv (what 3.1 accepts 3.0 accepts; where no loss is listed, it refuses the same).
 */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { downConvert, type Loss, type OpenApi30Document } from '../../scripts/generate/down-convert.js';
import type { OpenApiDocument, Schema } from '../../src/openapi/openapi.js';
import { in31Terms } from './in-31-terms.js';

const at = '/components/schemas/Subject';
const lost = (keyword: string, reason: string, pointer = at): Loss => ({ pointer, keyword, reason });
const Null = { type: 'string', nullable: true, enum: [null] };

interface Row {
  in31: Schema;
  in30: Schema;
  losses?: Loss[];
  /** Further components, and what becomes of them. */
  others31?: Record<string, Schema>;
  others30?: Record<string, Schema>;
}

const rows: Record<string, Row> = {
  'type with null': {
    in31: { type: ['string', 'null'], minLength: 2 },
    in30: { type: 'string', nullable: true, minLength: 2 },
  },
  'type of one': { in31: { type: ['string'] }, in30: { type: 'string' } },
  'type null': { in31: { type: 'null' }, in30: Null },
  'type null in a list': { in31: { type: ['null'], description: 'None.' }, in30: { ...Null, description: 'None.' } },
  'several types': {
    in31: { type: ['string', 'integer'], minLength: 2, minimum: 3, description: 'Both.' },
    in30: {
      description: 'Both.',
      anyOf: [
        { type: 'string', minLength: 2 },
        { type: 'integer', minimum: 3 },
      ],
    },
  },
  'several types with null': {
    in31: { type: ['string', 'boolean', 'null'] },
    in30: { anyOf: [{ type: 'string', nullable: true }, { type: 'boolean' }] },
  },
  'several types beside anyOf': {
    in31: { type: ['string', 'integer'], anyOf: [{ minLength: 2 }, { minimum: 3 }] },
    in30: { anyOf: [{ minLength: 2 }, { minimum: 3 }], allOf: [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }] },
  },
  'number and integer': { in31: { type: ['integer', 'number', 'null'] }, in30: { type: 'number', nullable: true } },
  'object or list': {
    in31: { type: ['object', 'array'], required: ['a'], items: { type: ['integer', 'null'] } },
    in30: {
      anyOf: [
        { type: 'object', required: ['a'] },
        { type: 'array', items: { type: 'integer', nullable: true } },
      ],
    },
  },
  'enum with null': {
    in31: { type: ['string', 'null'], enum: ['a', null] },
    in30: { type: 'string', nullable: true, enum: ['a', null] },
  },
  'enum without null, where the type has it': {
    in31: { type: ['string', 'null'], enum: ['a'] },
    in30: { type: 'string', nullable: true, enum: ['a'] },
  },
  'enum with null, where the type has it not': {
    in31: { type: 'string', enum: ['a', null] },
    in30: { type: 'string', enum: ['a'] },
  },
  const: { in31: { const: 'a' }, in30: { enum: ['a'] } },
  'const with type': { in31: { type: 'integer', const: 202 }, in30: { type: 'integer', enum: [202] } },
  'const null': { in31: { const: null }, in30: Null },
  'const of an object': { in31: { const: { a: [1] } }, in30: { enum: [{ a: [1] }] } },
  'anyOf with null': {
    in31: { anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }], description: 'Perhaps.' },
    in30: { type: 'string', minLength: 2, nullable: true, description: 'Perhaps.' },
  },
  'anyOf with null and an enum': {
    in31: { anyOf: [{ type: 'string', enum: ['a'] }, { const: null }] },
    in30: { type: 'string', nullable: true, enum: ['a', null] },
  },
  'anyOf with null and several others': {
    in31: { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
    in30: { anyOf: [{ type: 'string', nullable: true }, { type: 'integer' }] },
  },
  'anyOf with null beside keywords of the same name': {
    in31: { minLength: 1, anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }] },
    in30: { minLength: 1, allOf: [{ type: 'string', minLength: 2, nullable: true }] },
  },
  'oneOf with null and a reference': {
    in31: { oneOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] },
    in30: { oneOf: [{ $ref: '#/components/schemas/Other' }, Null] },
    others31: { Other: { type: 'string' } },
  },
  'oneOf with null and a branch that rules null out itself': {
    in31: { oneOf: [{ type: 'object', not: { required: ['a'] } }, { type: 'null' }] },
    in30: { oneOf: [{ type: 'object', not: { required: ['a'] } }, Null] },
  },
  examples: { in31: { type: 'string', examples: ['a'] }, in30: { type: 'string', example: 'a' } },
  'examples, several': {
    in31: { type: 'string', examples: ['a', 'b'] },
    in30: { type: 'string', example: 'a' },
    losses: [lost('examples', 'only the first is kept')],
  },
  'examples, none': { in31: { type: 'string', examples: [] }, in30: { type: 'string' } },
  exclusiveMinimum: {
    in31: { type: 'integer', exclusiveMinimum: 3 },
    in30: { type: 'integer', minimum: 3, exclusiveMinimum: true },
  },
  exclusiveMaximum: {
    in31: { type: 'integer', exclusiveMaximum: 3 },
    in30: { type: 'integer', maximum: 3, exclusiveMaximum: true },
  },
  'exclusiveMinimum below minimum': {
    in31: { type: 'integer', minimum: 4, exclusiveMinimum: 3 },
    in30: { type: 'integer', minimum: 4 },
  },
  'exclusiveMinimum that equals minimum': {
    in31: { type: 'integer', minimum: 3, exclusiveMinimum: 3 },
    in30: { type: 'integer', minimum: 3, exclusiveMinimum: true },
  },
  'exclusiveMaximum below maximum': {
    in31: { type: 'integer', maximum: 4, exclusiveMaximum: 3 },
    in30: { type: 'integer', maximum: 3, exclusiveMaximum: true },
  },
  'contentEncoding base64': {
    in31: { type: 'string', contentEncoding: 'base64' },
    in30: { type: 'string', format: 'byte' },
  },
  'contentEncoding binary': {
    in31: { type: 'string', contentEncoding: 'binary' },
    in30: { type: 'string', format: 'binary' },
  },
  'contentEncoding base64 of a picture': {
    in31: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' },
    in30: { type: 'string', format: 'byte' },
    losses: [lost('contentMediaType', 'that the string holds image/png is not said')],
  },
  'contentEncoding base64url': {
    in31: { type: 'string', contentEncoding: 'base64url' },
    in30: { type: 'string' },
    losses: [lost('contentEncoding', 'that the string is encoded as base64url is not said')],
  },
  'contentMediaType of any bytes': {
    in31: { type: 'string', contentMediaType: 'application/octet-stream' },
    in30: { type: 'string', format: 'binary' },
  },
  'contentMediaType of any bytes, said twice': {
    in31: { type: 'string', contentMediaType: 'application/octet-stream', format: 'binary' },
    in30: { type: 'string', format: 'binary' },
  },
  'contentMediaType of a picture': {
    in31: { contentMediaType: 'image/png' },
    in30: { format: 'binary' },
    losses: [lost('contentMediaType', 'that the string holds image/png is not said')],
  },
  'contentMediaType of a text': {
    in31: { type: 'string', contentMediaType: 'application/jwt', contentSchema: { type: ['object', 'null'] } },
    in30: { type: 'string' },
    losses: [
      lost('contentSchema', 'what the string holds, once decoded, is not described'),
      lost('contentMediaType', 'that the string holds application/jwt is not said'),
    ],
  },
  '$ref alone': {
    in31: { $ref: '#/components/schemas/Other' },
    in30: { $ref: '#/components/schemas/Other' },
    others31: { Other: { type: 'string' } },
  },
  '$ref with siblings': {
    in31: { $ref: '#/components/schemas/Other', description: 'More.', allOf: [{ minLength: 2 }], examples: ['aa'] },
    in30: { description: 'More.', example: 'aa', allOf: [{ $ref: '#/components/schemas/Other' }, { minLength: 2 }] },
    others31: { Other: { type: 'string' } },
  },
  'booleans in properties and items': {
    in31: { type: 'object', properties: { a: true, b: false, c: { type: 'array', items: true } } },
    in30: { type: 'object', properties: { a: {}, b: { not: {} }, c: { type: 'array', items: {} } } },
  },
  'booleans in additionalProperties, which 3.0 has': {
    in31: {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'object', additionalProperties: true }, additionalProperties: false },
    },
    in30: {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'object', additionalProperties: true }, additionalProperties: { not: {} } },
    },
  },
  'an array without items': { in31: { type: 'array' }, in30: { type: 'array', items: {} } },
  'required of none': { in31: { type: 'object', required: [] }, in30: { type: 'object' } },
  'extensions, annotations and what both have': {
    in31: { type: 'string', 'x-a': 1, $comment: 'c', title: 't', deprecated: true, readOnly: true, pattern: '^a' },
    in30: { type: 'string', 'x-a': 1, title: 't', deprecated: true, readOnly: true, pattern: '^a' },
  },
  prefixItems: {
    in31: { type: 'array', prefixItems: [{ type: 'string' }, { type: ['integer', 'null'] }] },
    in30: { type: 'array', items: {} },
    losses: [lost('prefixItems', 'every item may be of any of the kinds listed, whatever its position')],
  },
  'prefixItems and no more': {
    in31: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
    in30: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] }, maxItems: 2 },
    losses: [lost('prefixItems', 'every item may be of any of the kinds listed, whatever its position')],
  },
  'prefixItems and others': {
    in31: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
    in30: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
    losses: [lost('prefixItems', 'every item may be of any of the kinds listed, whatever its position')],
  },
  'patternProperties and no more': {
    in31: { type: 'object', patternProperties: { '^a': { type: 'string' } }, additionalProperties: false },
    in30: { type: 'object', additionalProperties: { type: 'string' } },
    losses: [lost('patternProperties', 'every further property may be of any of the kinds listed, whatever its name')],
  },
  'patternProperties and others': {
    in31: { type: 'object', patternProperties: { '^a': { const: 1 } }, additionalProperties: { type: 'boolean' } },
    in30: { type: 'object', additionalProperties: { anyOf: [{ enum: [1] }, { type: 'boolean' }] } },
    losses: [lost('patternProperties', 'every further property may be of any of the kinds listed, whatever its name')],
  },
  contains: {
    in31: { type: 'array', contains: { const: 1 }, minContains: 2, maxContains: 3 },
    in30: { type: 'array', items: {} },
    losses: [
      lost('contains', 'no item of a certain kind is required'),
      lost('minContains', 'items of a certain kind are not counted'),
      lost('maxContains', 'items of a certain kind are not counted'),
    ],
  },
  dependencies: {
    in31: { type: 'object', dependentRequired: { a: ['b'] }, dependentSchemas: { a: { required: ['c'] } } },
    in30: { type: 'object' },
    losses: [
      lost('dependentRequired', 'properties that another one requires are optional'),
      lost('dependentSchemas', 'rules that depend on a property are not checked'),
    ],
  },
  conditions: {
    in31: { if: { type: 'string' }, then: { minLength: 2 }, else: { minimum: 3 } },
    in30: {},
    losses: ['if', 'then', 'else'].map((keyword) => lost(keyword, 'conditional rules are not checked')),
  },
  unevaluated: {
    in31: {
      type: 'object',
      unevaluatedProperties: false,
      properties: { a: { type: 'array', unevaluatedItems: false } },
    },
    in30: { type: 'object', properties: { a: { type: 'array', items: {} } } },
    losses: [
      lost('unevaluatedProperties', 'properties that no other keyword covers are not restricted'),
      lost('unevaluatedItems', 'items that no other keyword covers are not restricted', `${at}/properties/a`),
    ],
  },
  propertyNames: {
    in31: { type: 'object', propertyNames: { pattern: '^a' } },
    in30: { type: 'object' },
    losses: [lost('propertyNames', 'names of properties are not restricted')],
  },
  'names and dialects': {
    in31: { $id: 'https://example.com/s', $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'string' },
    in30: { type: 'string' },
    losses: [
      lost('$id', 'a schema is named by its place alone'),
      lost('$schema', 'the dialect is that of OpenAPI 3.0'),
    ],
  },
  'a keyword that nobody knows': {
    in31: { type: 'string', unheardOf: 1 },
    in30: { type: 'string' },
    losses: [lost('unheardOf', 'OpenAPI 3.0 has no such keyword')],
  },
  'not, of what can be said': { in31: { not: { const: 'a' } }, in30: { not: { enum: ['a'] } } },
  'not, of what cannot: it would refuse more': {
    in31: { type: 'object', not: { type: 'object', propertyNames: { pattern: '^a' } } },
    in30: { type: 'object' },
    losses: [lost('not', 'what it excludes cannot be said in 3.0, so nothing is excluded')],
  },
  'oneOf whose branches only a lost rule tells apart': {
    in31: { oneOf: [{ $ref: '#/components/schemas/Other' }, { type: 'object', required: ['b'] }] },
    in30: { anyOf: [{ $ref: '#/components/schemas/Other' }, { type: 'object', required: ['b'] }] },
    others31: { Other: { type: 'object', required: ['a'], propertyNames: { pattern: '^a' } } },
    others30: { Other: { type: 'object', required: ['a'] } },
    losses: [
      lost('oneOf', 'a value may fit several branches: rules that tell them apart cannot be said in 3.0'),
      lost('propertyNames', 'names of properties are not restricted', '/components/schemas/Other'),
    ],
  },
  $defs: {
    in31: {
      type: 'object',
      $defs: { 'a b': { $ref: `#${at}/$defs/c` }, c: { type: ['string', 'null'] }, unused: { type: 'string' } },
      properties: { a: { $ref: `#${at}/$defs/a%20b` } },
    },
    in30: { type: 'object', properties: { a: { $ref: '#/components/schemas/Subject.a-b' } } },
    others30: {
      'Subject.a-b': { $ref: '#/components/schemas/Subject.c' },
      'Subject.c': { type: 'string', nullable: true },
    },
  },
};

/** Values of all kinds, so that each row has some that it accepts and some that it refuses. */
const values: unknown[] = [
  ...[
    null,
    true,
    '',
    'a',
    'aa',
    'b',
    1,
    2,
    3,
    3.5,
    4,
    202,
    [],
    [1],
    ['a', 1],
    [1, 'a'],
    ['a', 1, true],
    [1, 1],
    [null],
  ],
  ...[{}, { a: 1 }, { a: 'a' }, { b: 1 }, { a: 1, b: true }, { a: [1] }, { ab: 'x' }, { a: 1, b: 1, c: 1 }],
  ...[{ additionalProperties: 1 }, { a: null }, { x: true }],
];

for (const [name, { in31, in30, losses = [], others31 = {}, others30 = others31 }] of Object.entries(rows)) {
  test(`${name}`, async () => {
    const source = documentOf({ Subject: in31, ...others31 });
    const before = structuredClone(source);
    const converted = downConvert(source);
    expect(converted.components?.schemas).toEqual({ Subject: in30, ...others30 });
    expect(converted['x-lost-in-3.0']).toEqual(losses);
    expect(source).toEqual(before);

    expect(await lint(converted)).toEqual([]);

    const accepts31 = accepts(source);
    const accepts30 = accepts(in31Terms(converted));
    const verdicts = values.map((value) => [value, accepts31(value), accepts30(value)]);
    expect(verdicts.filter(([, by31, by30]) => by31 && !by30)).toEqual([]);
    if (losses.length === 0) expect(verdicts.filter(([, by31, by30]) => !by31 && by30)).toEqual([]);
  });
}

function documentOf(schemas: Record<string, Schema>): OpenApiDocument {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Subject' } } };
  const responses = { '200': { description: 'ok', content }, '400': { description: 'no' } };
  return {
    openapi: '3.1.1',
    info: { title: 'T', version: '1', license: { name: 'MIT', url: 'https://example.com/' } },
    servers: [{ url: 'https://api.provider.test' }],
    security: [],
    paths: { '/a': { get: { operationId: 'a', summary: 'A', responses } } },
    components: { schemas },
  };
}

const config = await createConfig({ extends: ['recommended'], rules: { struct: 'error' } });

async function lint(document: OpenApi30Document): Promise<string[]> {
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
  return problems
    .filter(({ ruleId, message }) => !matterOfTaste(ruleId, message))
    .map(({ ruleId, message, location }) => `${location[0]?.pointer} ${ruleId}: ${message}`);
}

/** Of the rows as they are written, or a guess: that two branches overlap is Ajv's to find out, and it does not. */
function matterOfTaste(rule: string, message: string): boolean {
  return rule === 'no-required-schema-properties-undefined' || message.includes('must be mutually exclusive');
}

function accepts(document: OpenApiDocument): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const text = JSON.stringify(document).replaceAll('"$ref":"#/', '"$ref":"#/$defs/openapi/');
  ajv.addSchema({ $defs: { openapi: JSON.parse(text) as object } }, 'document');
  const validate = ajv.compile({ $ref: 'document#/$defs/openapi/components/schemas/Subject' });
  return (value) => validate(value) as boolean;
}
