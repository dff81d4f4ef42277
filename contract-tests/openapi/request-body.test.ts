/** What a part of a form is called. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/openapi/document.js';
import { encodeBody, readDataUrl } from '../../src/openapi/request-body.js';

test.each([
  ['of a listed kind is called what it is', 'application/pdf, image/jpeg, image/png', 'image/png'],
  ['of no listed kind is called the first', 'application/pdf, image/jpeg', 'application/pdf'],
  ['of no list is called what it is', undefined, 'image/png'],
])('a file %s', (_, contentType, called) => {
  const media: JsonObject = contentType === undefined ? {} : { encoding: { file: { contentType } } };
  const { bytes } = encodeBody('multipart/form-data', { file: 'data:image/png;base64,iVBORw0KGgo=' }, media) ?? {
    bytes: '',
  };
  expect(bytes.toString()).toContain(`filename="file.png"\r\nContent-Type: ${called}\r\n`);
});

test('a file is called as its data URL says', () => {
  const { bytes } = encodeBody('multipart/form-data', {
    file: 'data:image/png;name=Z%C3%B6e%22s%0Aid.png;base64,iVBORw0KGgo=',
  }) ?? { bytes: '' };
  expect(bytes.toString()).toContain(`filename="Zöe%22s%0Aid.png"\r\nContent-Type: image/png\r\n`);
});

test('a data URL is base64 to its end, however large it is', () => {
  const large = Buffer.alloc(30_000_000, 7);
  const url = `data:image/png;base64,${large.toString('base64')}`;
  expect(readDataUrl(url)?.bytes.equals(large)).toBe(true);
  for (const other of [
    `${url}*`,
    'data:image/png;base64,',
    'data:image/png,AAAA',
    'data:;base64,AAAA',
    ' data:a/b;base64,AAAA',
  ])
    expect(readDataUrl(other)).toBeUndefined();
});
