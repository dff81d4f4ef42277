/** Which operation a path belongs to, however client and document write it. */
import { expect, test } from 'vitest';
import { createMatcher } from '../../src/openapi/match.js';

const find = createMatcher(
  [
    'GET /',
    'GET /users/{id}',
    'POST /users/{id}',
    'GET /users/me',
    'GET /users/{id}/files/{file}.{type}',
    "GET /Users('{id}')",
    'GET /Users({id})',
    'GET /größe/{id}',
    'GET /gr%C3%B6n',
    'GET /a b',
    'GET /v1.0/x+y',
    'GET /report.pdf',
    'GET /c/{a}.{b}.{c}!',
    'GET /compare/{base}...{head}',
  ].map((line) => ({ method: line.split(' ', 1)[0]!, path: line.slice(line.indexOf(' ') + 1) })),
);

test.each([
  ['GET', '/', '/', {}],
  ['GET', '/users/7', '/users/{id}', { id: '7' }],
  ['GET', '/users/me', '/users/me', {}],
  ['POST', '/users/me', '/users/{id}', { id: 'me' }],
  ['GET', '/users/a%2Fb%2C', '/users/{id}', { id: 'a%2Fb%2C' }],
  ['GET', '/users/%', '/users/{id}', { id: '%' }],
  ['GET', '/users/%E0', '/users/{id}', { id: '%E0' }],
  ['GET', '/users/7/files/a.b.pdf', '/users/{id}/files/{file}.{type}', { id: '7', file: 'a.b', type: 'pdf' }],
  ['GET', "/Users('7')", "/Users('{id}')", { id: '7' }],
  ['GET', '/Users(%277%27)', "/Users('{id}')", { id: '7' }],
  ['GET', '/Users%287%29', '/Users({id})', { id: '7' }],
  ['GET', '/gr%C3%B6%C3%9Fe/%C3%A4', '/größe/{id}', { id: '%C3%A4' }],
  ['GET', '/gr%c3%b6%c3%9fe/1', '/größe/{id}', { id: '1' }],
  ['GET', '/größe/1', '/größe/{id}', { id: '1' }],
  ['GET', '/grön', '/gr%C3%B6n', {}],
  ['GET', '/a%20b', '/a b', {}],
  ['GET', '/v1%2E0/x%2By', '/v1.0/x+y', {}],
  ['GET', '/c/1.2.3%2E4%21', '/c/{a}.{b}.{c}!', { a: '1.2', b: '3', c: '4' }],
  ['GET', '/c/.....!', '/c/{a}.{b}.{c}!', { a: '.', b: '.', c: '.' }],
  ['GET', '/compare/v1....v2...', '/compare/{base}...{head}', { base: 'v1.', head: 'v2...' }],
])('%s %s › is %s', (method, path, template, params) => {
  const match = find(method, path);
  expect(match).toEqual({ route: { method, path: template }, params });
});

test.each([
  ['/users'],
  ['/users/'],
  ['/users/7/'],
  ['/users/7/8'],
  ['//'],
  ['/users%2F7'],
  ['/Größe/1'],
  ['/v1x0/x+y'],
  ['/reportxpdf'],
  ['/xreport.pdf'],
  ['/c/1.2!'],
  ['/c/....!'],
  ['/c/1.2/3.4!'],
  ['/compare/...v2'],
])('%s › is no path of the document', (path) => {
  expect(find('GET', path)).toBeUndefined();
});

test('a long segment with several variables › takes no longer than it is long', () => {
  const started = performance.now();
  for (const end of ['', '/', '!/']) expect(find('GET', `/c/${'.'.repeat(2000)}${end}`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(500);
});

test('known path, other method › the methods that there are', () => {
  expect(find('DELETE', '/users/me')).toEqual({ path: '/users/me', allowed: ['GET', 'POST'] });
  expect(find('PUT', '/users/7')).toEqual({ path: '/users/{id}', allowed: ['GET', 'POST'] });
});
