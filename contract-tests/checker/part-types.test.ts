/** Respect sends each file of a form as octets: it is given the type that the document has for its part. */
import { expect, test } from 'vitest';
import type { Operation } from '../../src/openapi/document.js';
import { withPartTypes } from '../../src/checker/phases/workflows/part-types.js';

const operation = (encoding: object) =>
  ({
    requestBody: { pointer: '', value: { content: { 'multipart/form-data': { schema: {}, encoding } } } },
  }) as unknown as Operation;

const bytes = Buffer.from([0x89, 0x50, 0x0d, 0x0a, 0x0d, 0x0a, 0xff, 0x00]);
const form = (filename: string) =>
  Buffer.concat([
    Buffer.from('--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nfront\r\n'),
    Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n`),
    Buffer.from('Content-Type: application/octet-stream\r\n\r\n'),
    bytes,
    Buffer.from('\r\n--b--\r\n'),
  ]);
const send = (encoding: object, filename: string, contentType = 'multipart/form-data; boundary=b') =>
  withPartTypes(operation(encoding), {
    method: 'POST',
    target: '/',
    headers: { 'content-type': contentType },
    body: form(filename),
  }).body!.toString('latin1');

test.each([
  ['image/jpeg, image/png', 'front.png', 'image/png'],
  ['image/jpeg, image/png', 'front.JPG', 'image/jpeg'],
  ['application/pdf', 'front.bin', 'application/pdf'],
  ['application/octet-stream', 'front.png', 'application/octet-stream'],
  ['image/*', 'front.png', 'application/octet-stream'],
])('%s, %s › %s', (contentType, filename, expected) => {
  const sent = send({ file: { contentType } }, filename);
  expect(sent).toContain(`Content-Type: ${expected}\r\n\r\n${bytes.toString('latin1')}\r\n--b--`);
  expect(sent).toContain('name="kind"\r\n\r\nfront');
});

test('a part without a type in the document, and a body that is no form, stay as they are', () => {
  expect(send({ other: { contentType: 'image/png' } }, 'a.png')).toBe(form('a.png').toString('latin1'));
  expect(send({ file: { contentType: 'image/png' } }, 'a.png', 'text/plain')).toBe(form('a.png').toString('latin1'));
});
