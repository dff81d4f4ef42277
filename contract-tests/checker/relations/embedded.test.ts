/** What a text holds is validated by `contentSchema`, and what is not of its encoding is told. */
import { expect, test } from 'vitest';
import { createRequestValidator, createResponseValidator } from '../../../src/checker/validate/schema.js';
import { check, complaints } from './broken-sandbox.js';

const documentWith = (schema: object) =>
  ({ components: { schemas: { Held: { type: 'object', required: ['a'] }, Text: schema } } }) as never;
const validate = (schema: object, value: unknown) =>
  createResponseValidator(documentWith(schema))
    .at('/components/schemas/Text')(value)
    .map(({ keyword }) => keyword);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const held = {
  type: 'string',
  contentEncoding: 'base64',
  contentMediaType: 'application/json',
  contentSchema: { $ref: '#/components/schemas/Held' },
};

test('encoding, media type and schema', () => {
  expect(validate(held, base64({ a: 1 }))).toEqual([]);
  expect(validate(held, base64({ b: 1 }))).toEqual(['contentSchema']);
  expect(validate(held, '%%%')).toContain('contentEncoding');
  expect(validate(held, Buffer.from('no JSON').toString('base64'))).toContain('contentMediaType');
  expect(validate({ type: 'string', contentMediaType: 'image/png' }, 'anything')).toEqual([]);
});

test('a text that does not have its form is told once', () => {
  const token = { type: 'string', contentMediaType: 'application/jwt' };
  expect(validate(token, 'opaque')).toEqual(['contentMediaType']);
  expect(validate({ ...token, pattern: '^\\w+\\.\\w+\\.\\w+$' }, 'opaque')).toEqual(['pattern']);
  expect(validate({ ...token, pattern: '^\\w+\\.\\w+\\.\\w+$' }, 'a.b.c')).toEqual(['contentMediaType']);
  expect(validate({ ...token, format: 'uuid' }, 'opaque')).toEqual(['format']);
  expect(validate({ allOf: [token, { pattern: '\\.' }] }, 'opaque')).toEqual(['pattern']);
});

test('of a request they say nothing', () => {
  expect(createRequestValidator(documentWith(held)).at('/components/schemas/Text')('%%%')).toEqual([]);
});

test("Alfred's token, with an end that the document rules out", async () => {
  const rows = await check({
    provider: 'alfred',
    phases: ['examples'],
    of: 'loginSofKyc',
    json: (body) => {
      const [header, claims = '', seal] = body.data.token.split('.') as string[];
      const more = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), exp: 1 };
      body.data.token = [header, Buffer.from(JSON.stringify(more)).toString('base64url'), seal].join('.');
    },
  });
  expect(complaints(rows).some((one) => /contentSchema/.test(one))).toBe(true);
});
