/** Which parts of a form are files, and what is in them. */
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/openapi/document.js';
import { readDataUrl } from '../../src/openapi/request-body.js';
import { withFile } from '../../src/openapi/sample-file.js';

const document: JsonObject = {
  components: { schemas: { File: { type: 'string', format: 'binary' } } },
};

function fileIn(part: JsonObject, value: Json, encoding?: JsonObject) {
  const schema = { type: 'object', properties: { part } };
  const form = withFile(
    document,
    'multipart/form-data',
    { schema, ...(encoding && { encoding: { part: encoding } }) },
    { part: value },
  );
  const text = (form as JsonObject).part;
  const file = typeof text === 'string' ? readDataUrl(text) : undefined;
  return file && `${file.mediaType} ${file.bytes.toString('latin1').slice(0, 13)}`;
}

const octets = 'application/octet-stream kyc-contracts';

test.each<[string, JsonObject, Json, string]>([
  ['3.0', { type: 'string', format: 'binary' }, '', octets],
  ['by reference', { $ref: '#/components/schemas/File' }, '', octets],
  ['3.1', { type: 'string', contentMediaType: 'application/octet-stream' }, '', octets],
  ['or null', { anyOf: [{ type: 'string', format: 'binary' }, { type: 'null' }] }, '', octets],
  ['of a text', { type: 'string', format: 'binary' }, 'a,b', 'application/octet-stream a,b'],
  ['of a kind', { type: 'string', contentMediaType: 'application/pdf' }, 'a,b', 'application/pdf %PDF-1.0\n1 0 '],
  [
    'of a kind with a parameter',
    { type: 'string', contentMediaType: 'text/csv; header=present' },
    'a,b',
    'text/csv a,b',
  ],
  ['of a range', { type: 'string', contentMediaType: 'image/*' }, 'a', 'application/octet-stream a'],
])('%s: it is a file', (_, part, value, expected) => {
  expect(fileIn(part, value)).toBe(expected);
});

test('the Encoding Object says what kind of file it is', () => {
  expect(fileIn({ type: 'string', format: 'binary' }, 'a', { contentType: 'text/csv, text/plain' })).toBe('text/csv a');
});

test('a file stays what it is', () => {
  const file = `data:image/png;base64,${Buffer.from('x').toString('base64')}`;
  expect(fileIn({ type: 'string', format: 'binary' }, file)).toBe('image/png x');
});

test('each item of a list is a file', () => {
  const schema = {
    type: 'object',
    properties: { parts: { type: 'array', items: { $ref: '#/components/schemas/File' } } },
  };
  const { parts } = withFile(document, 'multipart/form-data', { schema }, { parts: ['a', 'b'] }) as { parts: string[] };
  expect(parts.map((one) => readDataUrl(one)?.bytes.toString())).toEqual(['a', 'b']);
});

test.each<[string, JsonObject]>([
  ['a text', { type: 'string' }],
  ['base64', { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' }],
  ['a number', { type: 'integer' }],
])('%s is no file', (_, part) => {
  expect(fileIn(part, 'a')).toBeUndefined();
});
