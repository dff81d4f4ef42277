/** Which names of members a report shows: those of the document, and of a response also those made of its words. */
import { describe, expect, test } from 'vitest';
import { checkContract, noRecipes } from '../../src/checker/index.js';
import { redactSchemaError } from '../../src/checker/validate/redact.js';
import { answer, serve, stopServers } from './reports/check-report.js';

const known = new Set(['first_name', 'userHandle', 'KYCStatus', 'id']);
const tooMany = (name: string) => ({
  keyword: '',
  pointer: `/${name}`,
  message: '',
  member: 'member 2 of 3, a number',
});

describe('a member that is too many', () => {
  test.each(['firstName', 'first-name', 'FIRST_NAME', 'user_name', 'handleId', 'kyc_status', 'statusKYC'])(
    'of a response › %s consists of words of the document › shown',
    (name) => {
      expect(redactSchemaError(tooMany(name), known, 'response')).toEqual({ pointer: `/${name}` });
      expect(redactSchemaError(tooMany(name), known, 'request')).toEqual({
        pointer: '/*',
        got: 'member 2 of 3, a number',
      });
    },
  );

  test.each([
    'ada_lovelace',
    'ada',
    'user_ada',
    'userHandle7',
    '123456789',
    'first name',
    'first.name',
    '_',
    '',
    '##[id]',
  ])('%s › its place and its type', (name) => {
    const shown = redactSchemaError(tooMany(name), known, 'response');
    expect(shown).toEqual({ pointer: '/*', got: 'member 2 of 3, a number' });
  });
});

test.each([
  ['additionalProperties', 'member 2 of 3, a string of 6 characters', { id: 1, ada: 'secret', given_name: 'secret' }],
  ['unevaluatedProperties', 'a member, a string of 6 characters', { id: 1, ada: 'secret', 5551234567: 'secret' }],
])('check › %s › the finding leads to the member, and repeats nothing of it', async (keyword, got, body) => {
  const schema = { type: 'object', [keyword]: false, properties: { id: { type: 'integer' }, name: {}, given: {} } };
  const content = { 'application/json': { schema } };
  const url = await serve(answer(body));
  const { cases: rows } = await checkContract({
    document: {
      openapi: '3.1.1',
      info: { title: 'x', version: '1' },
      paths: { '/a': { get: { operationId: 'a', responses: { 200: { description: 'a', content } } } } },
    },
    url,
    recipes: noRecipes,
    credentials: {},
    timeout: 5,
    maxBodySize: 1024,
    selection: { phases: ['examples'] },
  }).finally(stopServers);
  const [row] = rows;
  expect(row?.violations).toContainEqual(
    expect.objectContaining({ pointer: '/*', message: 'is not allowed here', got }),
  );
  expect(JSON.stringify(rows)).not.toMatch(/ada|secret|5551234567/);
  if ('given_name' in body) expect(row?.violations.map(({ pointer }) => pointer)).toContain('/given_name');
});
