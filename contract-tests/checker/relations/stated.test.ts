/** Values that the words of a failure say: which are read, and what an answer is held against. */
import { expect, test } from 'vitest';
import { misstated, statedOf } from '../../../src/checker/relations/stated.js';
import { operationsOf, type JsonObject } from '../../../src/openapi/document.js';
import { content, object } from '../../support/document-parts.js';

function broken(description: string, code: string, status = '409'): string[] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Codes', version: '1' },
    paths: {
      '/users': {
        post: {
          operationId: 'createUser',
          responses: { [status]: { description, content: content(object([], { code: { type: 'string' } })) } },
        },
      },
    },
  } as unknown as JsonObject;
  const [operation] = operationsOf(document);
  const stated = statedOf(document, operation!).get(status);
  return stated ? misstated(stated, { code }).map(({ pointer }) => pointer) : [];
}

test.each([
  'Another user has this name; `code` is `taken`.',
  '`code` is `taken`',
  'The name is not free. The `code` is `taken`. It stays so.',
])('%s', (description) => {
  expect(broken(description, 'taken')).toEqual([]);
  expect(broken(description, 'invalid')).toEqual(['/code']);
});

test.each([
  ['an alternative', '`code` is `taken`; or `reserved`.'],
  ['a condition', 'If the name is taken, `code` is `taken`.'],
  ['a part', '`code` is `taken` for names.'],
  ['two values', '`code` is `taken`. `code` is `reserved`.'],
  ['another member', '`reason` is `taken`.'],
  ['no value', '`code` says why.'],
])('%s › nothing is said', (_, description) => {
  expect(broken(description, 'invalid')).toEqual([]);
});

test('a success › nothing is said', () => {
  expect(broken('`code` is `taken`.', 'invalid', '200')).toEqual([]);
});
