/** One place for each kind of credential: what is written there is what is read there. */
import { describe, expect, test } from 'vitest';
import { authorize, refusedSchemes } from '../../src/openapi/credentials.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { placeOf, readCredential, writeCredential, type CredentialPlace } from '../../src/openapi/security.js';

const schemes: Record<string, JsonObject> = {
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'api key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
  basic: { type: 'http', scheme: 'BASIC' },
  bearer: { type: 'http', scheme: 'bearer' },
  token: { type: 'http', scheme: 'Token' },
  oauth: { type: 'oauth2', flows: {} },
  openId: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example/.well-known/openid-configuration' },
  tls: { type: 'mutualTLS' },
  digest: { type: 'http', scheme: 'digest' },
  nameless: { type: 'http' },
  keyless: { type: 'apiKey', in: 'header' },
  elsewhere: { type: 'apiKey', in: 'body', name: 'key' },
  future: { type: 'wallet' },
  linked: { $ref: '#/components/securitySchemes/bearer' },
};
const document: JsonObject = { openapi: '3.1.0', components: { securitySchemes: schemes } };

const request = { method: 'GET', target: '/a?b=1', headers: { accept: '*/*', cookie: 'other=1' }, body: undefined };

const place = (name: string): CredentialPlace => {
  const found = placeOf(document, name);
  if (!found || 'refusal' in found) throw new Error(`${name} has no place`);
  return found;
};

describe('a credential', () => {
  test.each([
    ['header', 'k 1', { 'x-key': 'k 1' }, '/a?b=1'],
    ['query', 'k&1', {}, '/a?b=1&api+key=k%261'],
    ['cookie', 'k;1', { cookie: 'other=1; session=k%3B1' }, '/a?b=1'],
    ['basic', 'ada:pä:ss', { authorization: `Basic ${Buffer.from('ada:pä:ss').toString('base64')}` }, '/a?b=1'],
    ['bearer', 't.1', { authorization: 'Bearer t.1' }, '/a?b=1'],
    ['token', 't', { authorization: 'Token t' }, '/a?b=1'],
    ['oauth', 't', { authorization: 'Bearer t' }, '/a?b=1'],
    ['openId', 't', { authorization: 'Bearer t' }, '/a?b=1'],
    ['linked', 't', { authorization: 'Bearer t' }, '/a?b=1'],
  ])('%s › is written › stands in its place and is read there', (name, value, headers, target) => {
    expect(readCredential(request, place(name))).toBeUndefined();
    const sent = writeCredential(request, place(name), value);
    expect(sent).toEqual({ ...request, target, headers: { ...request.headers, ...headers } });
    expect(readCredential(sent, place(name))).toBe(value);
    const other = writeCredential(sent, place(name), 'another');
    expect(readCredential(other, place(name))).toBe('another');
    expect(writeCredential(other, place(name), undefined)).toEqual(request);
  });

  test('scheme in another case, with more blanks › is read', () => {
    expect(readCredential({ target: '/', headers: { authorization: 'bEARER   t ' } }, place('bearer'))).toBe('t');
    expect(readCredential({ target: '/', headers: { authorization: 'basic YTpi' } }, place('basic'))).toBe('a:b');
  });

  test('other scheme, no scheme, no base64 › is not read', () => {
    const read = (name: string, authorization: string) =>
      readCredential({ target: '/', headers: { authorization } }, place(name));
    expect(read('bearer', 'Basic YTpi')).toBeUndefined();
    expect(read('bearer', 't')).toBeUndefined();
    expect(read('basic', 'Basic ~~~')).toBeUndefined();
  });

  test('headers of several lines, as Node has them › are read', () => {
    const headers = { cookie: ['a=1', 'session=s%20t'], 'x-key': ['k'] };
    expect(readCredential({ target: '/', headers }, place('cookie'))).toBe('s t');
    expect(readCredential({ target: '/', headers }, place('header'))).toBe('k');
  });

  test('cookie or query member whose name ends alike › is another one', () => {
    const message = { target: '/?xapi+key=1', headers: { cookie: 'xsession=1' } };
    expect(readCredential(message, place('cookie'))).toBeUndefined();
    expect(readCredential(message, place('query'))).toBeUndefined();
  });
});

describe('a scheme that no request can carry', () => {
  test.each([
    ['digest', /scheme "digest" cannot be sent/],
    ['nameless', /scheme "" cannot be sent/],
    ['keyless', /"keyless" has no "name"/],
    ['elsewhere', /"elsewhere" needs "in"/],
    ['future', /"future" has no type that OpenAPI knows/],
    ['missing', /components.securitySchemes does not have/],
  ])('%s › is refused in words and never sent', (name, words) => {
    expect(placeOf(document, name)).toEqual({ refusal: expect.stringMatching(words) });
    expect(refusedSchemes(document, { security: [{ [name]: [] }] })).toMatch(words);
    expect(authorize(document, request, [name], { [name]: 'secret' })).toEqual(request);
  });

  test('mutual TLS › stands in the connection: nothing is written, nothing refused', () => {
    expect(placeOf(document, 'tls')).toBeUndefined();
    expect(authorize(document, request, ['tls'], {})).toEqual(request);
    expect(refusedSchemes(document, { security: [{ tls: [] }] })).toBeUndefined();
  });
});
