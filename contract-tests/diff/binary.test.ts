/** Files and bytes as OpenAPI 3.0 and as 3.1 write them: the same, whichever. */
import { describe, expect, test } from 'vitest';
import { withBinary } from '../../src/diff/binary.js';
import { diffDocuments } from '../../src/diff/diff.js';
import type { Json, JsonObject } from '../../src/openapi/document.js';

const documentOf = (openapi: string, type: string, media: object): JsonObject =>
  ({
    openapi,
    info: { title: 'Files', version: '1' },
    paths: {
      '/files': {
        get: { operationId: 'getFile', responses: { 200: { description: 'It', content: { [type]: media } } } },
      },
    },
  }) as unknown as JsonObject;

const text = (more: object): object => ({ schema: { type: 'string', ...more } });
const form = (file: object): object => ({
  schema: { type: 'object', properties: { file: { type: 'string', ...file } } },
});
const octets = { contentMediaType: 'application/octet-stream' };

describe('the same', () => {
  test.each<[string, string, object, object]>([
    ['a file in a form', 'multipart/form-data', form({ format: 'binary' }), form(octets)],
    ['bytes in base64', 'application/json', form({ format: 'byte' }), form({ contentEncoding: 'base64' })],
    ['a whole body', 'application/pdf', text({ format: 'binary' }), {}],
    ['a whole body of any kind', 'application/octet-stream', text({ format: 'binary' }), text(octets)],
    [
      'a body with its own media type',
      'image/png',
      text({ format: 'binary' }),
      text({ contentMediaType: 'image/png' }),
    ],
    [
      'a list of files',
      'multipart/form-data',
      { schema: { type: 'array', items: { type: 'string', format: 'binary' } } },
      { schema: { type: 'array', items: { type: 'string', ...octets } } },
    ],
  ])('%s', (_, type, old, now) => {
    const [from, to] = [documentOf('3.1.0', type, old), documentOf('3.1.0', type, now)].map((one) => withBinary(one));
    expect(from).toEqual(to);
  });

  test('a migration from 3.0 has no change', async () => {
    const [old, now] = [
      documentOf('3.0.3', 'image/png', text({ format: 'binary' })),
      documentOf('3.1.0', 'image/png', {}),
    ];
    const { changes } = await diffDocuments(old, now);
    expect(changes.filter((change) => change.class !== 'documentation')).toEqual([]);
  });
});

describe('not the same', () => {
  test.each<[string, string, object, object]>([
    ['a file and a text', 'multipart/form-data', form({ format: 'binary' }), form({})],
    ['a text of another media type', 'multipart/form-data', form(octets), form({ contentMediaType: 'text/csv' })],
    ['a schema of JSON that is gone', 'application/json', text({ format: 'binary' }), {}],
    ['a body of a certain length', 'application/pdf', text({ format: 'binary', maxLength: 9 }), {}],
    ['a text body without a schema', 'text/plain', text({ format: 'binary' }), {}],
  ])('%s', (_, type, old, now) => {
    const [from, to] = [documentOf('3.1.0', type, old), documentOf('3.1.0', type, now)].map((one) => withBinary(one));
    expect(from).not.toEqual(to);
  });

  test('data that looks like it', () => {
    const data: Json = { example: { type: 'string', format: 'binary' }, 'x-own': { type: 'string', format: 'byte' } };
    expect(withBinary({ schema: data })).toEqual({ schema: data });
    const named: Json = { properties: { format: { type: 'string' }, type: { type: 'string', enum: ['binary'] } } };
    expect(withBinary(named)).toEqual(named);
  });
});
