/** Which kinds of file are sent in place of that of an example. */
import { expect, test } from 'vitest';
import type { Json } from '../../src/openapi/document.js';
import { kindsOfFile } from '../../src/checker/phases/positives/body.js';
import { readDataUrl } from '../../src/openapi/request-body.js';
import { typeOfFile } from '../../src/runtime/file-type.js';

const png = 'data:image/png;base64,iVBORw0KGgo=';
const encoding = { file: { contentType: 'application/pdf, image/jpeg, image/png, image/x-unknown' } };

test('each listed kind but its own, and none that nobody has a sample of', () => {
  const form = { type: 'front', file: png };
  const kinds = kindsOfFile(encoding, form, '/x');
  expect(kinds.map(({ name }) => name)).toEqual([
    'body /file: a file of application/pdf',
    'body /file: a file of image/jpeg',
  ]);
  const types = kinds.map(({ apply }) => {
    const { file, ...others } = (apply?.(form) ?? {}) as { file: string };
    expect(others).toEqual({ type: 'front' });
    return typeOfFile(readDataUrl(file)?.bytes ?? Buffer.alloc(0));
  });
  expect(types).toEqual(['application/pdf', 'image/jpeg']);
});

test.each<[string, Json | undefined, Json]>([
  ['the form says of what kind the file is', encoding, { file: png, mime_type: 'image/png' }],
  ['the document lists no kinds', undefined, { file: png }],
  ['there is no file', encoding, { file: 'iVBORw0KGgo=' }],
])('none where %s', (_, listed, form) => {
  expect(kindsOfFile(listed, form, '/x')).toEqual([]);
});
