/** A response that repeats its request's credential, wherever it does so. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/openapi/document.js';
import type { SentRequest } from '../../src/openapi/exchange.js';
import { findInternals, findLeaks } from '../../src/checker/validate/leak.js';
import { propertyNames } from '../../src/checker/validate/redact.js';

const document: JsonObject = {
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      asked: { type: 'apiKey', in: 'query', name: 'key' },
      kept: { type: 'apiKey', in: 'cookie', name: 'session' },
    },
    schemas: {
      Answer: { type: 'object', properties: { message: {}, access_token: {}, user: {} } },
    },
  },
};

const request = (headers: Record<string, string>, target = '/'): SentRequest => ({
  method: 'GET',
  target,
  headers,
  body: undefined,
});

const leaks = (sent: SentRequest, body: unknown, headers: Record<string, string[]> = {}) =>
  findLeaks(
    document,
    sent,
    { status: 200, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    propertyNames(document),
  ).map(({ pointer }) => pointer);

const bearer = request({ authorization: 'Bearer fake-token-1' });

test.each<[string, SentRequest, unknown, string[]]>([
  ['a bearer token in a message', bearer, { message: 'token fake-token-1 is wrong' }, ['/message']],
  ['a bearer token in a member that nobody documented', bearer, { debug: ['fake-token-1'] }, ['/*/0']],
  ['a bearer token in text', bearer, 'GET / fake-token-1', ['']],
  [
    'a password of Basic',
    request({ authorization: `Basic ${btoa('ada:fake-secret')}` }),
    { message: 'fake-secret' },
    ['/message'],
  ],
  ['a key', request({ 'x-key': 'fake-key-1' }), { message: 'fake-key-1' }, ['/message']],
  ['a key of the query', request({}, '/?key=fake-key-1'), { message: 'fake-key-1' }, ['/message']],
  ['a key of a cookie', request({ cookie: 'a=b; session=fake-key-1' }), { message: 'fake-key-1' }, ['/message']],
  ['a user name', request({ authorization: `Basic ${btoa('ada.example:fake-secret')}` }), { user: 'ada.example' }, []],
  ['the documented place of a token', bearer, { access_token: 'fake-token-1' }, []],
  ['what is too short to be told from chance', request({ 'x-key': 'key' }), { message: 'the key' }, []],
  ['nothing', bearer, { message: 'fine' }, []],
])('%s', (_, sent, body, expected) => {
  expect(leaks(sent, body)).toEqual(expected);
});

test('a header', () => {
  expect(leaks(bearer, {}, { 'x-debug': ['fake-token-1'] })).toEqual(['a header']);
});

test('no finding holds the credential', () => {
  const sent = request({ 'x-key': 'fake-key-1' });
  const found = findLeaks(
    document,
    sent,
    { status: 200, headers: {}, body: Buffer.from('{"fake-key-1":"fake-key-1"}') },
    new Set(),
  );
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain('fake-key-1');
});

const trace = {
  node: 'TypeError: x\n    at parse (/srv/app/body.js:41:17)\n    at run (node:internal/main:3:1)',
  java: 'java.lang.IllegalStateException: x\n\tat com.example.Notes.read(Notes.java:12)',
  python: 'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in read',
  go: 'panic: x\n\ngoroutine 1 [running]:\nmain.main()',
  php: 'PHP Fatal error\n#0 /srv/index.php(12): read()',
  url: 'cannot reach postgres://app:fake-password@db.example.com:5432/app',
};

const internals = (body: unknown, status = 400, sent = '{}') =>
  findInternals(
    { ...bearer, body: Buffer.from(sent) },
    { status, headers: {}, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
    propertyNames(document),
  ).map(({ pointer }) => pointer);

test.each(Object.entries(trace))('the inside of a target, %s', (_, text) => {
  expect(internals({ message: text })).toEqual(['/message']);
  expect(internals(text, 500)).toEqual(['']);
});

test.each([
  ['a sentence', 'expected a date at line 3: 2031-02-30'],
  ['a link with a port', 'see https://example.com:8443/docs@latest'],
  ['a place in the request', 'at /items/0/name: too long'],
])('no inside of a target: %s', (_, text) => {
  expect(internals({ message: text })).toEqual([]);
});

test('what the request has said itself, and what a success holds, is none', () => {
  expect(internals({ message: `not valid: ${trace.url}` }, 400, JSON.stringify({ url: trace.url }))).toEqual([]);
  expect(internals({ message: trace.node }, 200)).toEqual([]);
});

test.each([
  ['line breaks', '\n'],
  ['a frame that does not end', 'at x:'],
  ['frames that do not end', '\nat x:1:'],
  ['a scheme that does not end', 'a.'],
  ['a user that does not end', 'a://b'],
  ['blanks', ' '],
])('a target that writes %s for ever does not hold the check up', (_, text) => {
  expect(internals(text.repeat(1e6 / text.length))).toEqual([]);
});
