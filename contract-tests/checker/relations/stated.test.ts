/** Values that the words of a failure say: which are read, and what an answer is held against. */
import { expect, test } from 'vitest';
import { misstated, statedOf } from '../../../src/checker/relations/stated.js';
import { operationsOf, type JsonObject } from '../../../src/openapi/document.js';
import { content, object } from '../../support/document-parts.js';

function broken(
  description: string,
  code: string,
  { status = '409', failure = object([], { code: { type: 'string' } }) }: { status?: string; failure?: object } = {},
): string[] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Codes', version: '1' },
    paths: {
      '/users': {
        post: {
          operationId: 'createUser',
          responses: { [status]: { description, content: content(failure) } },
        },
      },
    },
  } as unknown as JsonObject;
  const [operation] = operationsOf(document);
  const stated = statedOf(document, operation!).get(status);
  return stated ? misstated(stated, { code, error: { code } }).map(({ pointer }) => pointer) : [];
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
  expect(broken('`code` is `taken`.', 'invalid', { status: '200' })).toEqual([]);
});

const code = { type: 'string', enum: ['taken', 'archived', 'wrong_status', 'draft'] };
const listed = object([], { code });

test.each([
  ['The room is `draft` no more (`wrong_status`), or another one has it (`taken`).', ['/code']],
  ['Its status does not allow it (`taken`).', ['/code']],
])('codes of all reasons: %s', (description, pointers) => {
  for (const code of ['taken', 'invalid'])
    expect(broken(description, code, { failure: listed })).toEqual(code === 'taken' ? [] : pointers);
});

test('of a member that lists none, codes stand in parentheses › the same', () => {
  expect(broken('Another one has the `name` (`taken`).', 'taken')).toEqual([]);
  expect(broken('Another one has the `name` (`taken`).', 'archived')).toEqual(['/code']);
  expect(broken('Another one has the `name`.', 'archived')).toEqual([]);
});

test('of an object in the failure › the same', () => {
  const failure = object([], { error: listed });
  expect(broken('The room is archived (`archived`).', 'archived', { failure })).toEqual([]);
  expect(broken('The room is archived (`archived`).', 'taken', { failure })).toEqual(['/error/code']);
});

test.each([
  ['an example', 'It is not possible, such as `taken`.'],
  ['a sentence without a code', 'The room is archived (`archived`). It may not be free either.'],
  ['two members', 'The room is archived (`archived`).'],
])('%s › nothing is said', (name, description) => {
  const failure = name === 'two members' ? object([], { code, kind: code }) : listed;
  expect(broken(description, 'taken', { failure })).toEqual([]);
});
