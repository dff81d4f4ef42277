/** What a part of a form is called. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/openapi/document.js';
import { encodeBody } from '../../src/openapi/request-body.js';

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
