/** Bodies by their media type: what is wrong of one is sent in that one, and is another request than the valid one. */
import { expect, test } from 'vitest';
import type { CaseResult } from '../../src/checker/index.js';
import type { Json, JsonObject } from '../../src/openapi/document.js';
import { checkDocument } from '../support/check-document.js';

interface Sent {
  type: string;
  text: string;
}

/** @param isRight whether a server that is right by the document takes the body */
async function check(
  content: JsonObject,
  isRight: (sent: Sent) => boolean,
): Promise<{ cases: CaseResult[]; sent: Sent[] }> {
  const sent: Sent[] = [];
  const responses = { 204: { description: 'ok' }, 400: { description: 'no' }, 415: { description: 'no' } };
  const document = {
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths: { '/a': { post: { operationId: 'a', requestBody: { required: true, content }, responses } } },
  };
  const cases = await checkDocument(document, async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    const one = { type: request.headers.get('content-type') ?? '', text: await request.text() };
    sent.push(one);
    return new Response(null, { status: isRight(one) ? 204 : 400 });
  });
  return { cases, sent };
}

const failed = (cases: readonly CaseResult[]) =>
  cases.filter(({ outcome }) => outcome === 'failed').map((one) => `${one.case}: ${one.violations[0]?.message}`);

const read = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

test.each([
  ['integers', { type: 'integer' }, [1, 2], /^-?\d+$/],
  ['booleans', { type: 'boolean' }, [true, false], /^(true|false)$/],
])('a list of %s in a form: its texts are none of another type', async (_, items, example, isItem) => {
  const schema = { type: 'object', required: ['ids'], properties: { ids: { type: 'array', minItems: 1, items } } };
  const { cases } = await check(
    { 'application/x-www-form-urlencoded': { schema, example: { ids: example } } },
    (sent) => {
      const ids = new URLSearchParams(sent.text).getAll('ids');
      return /urlencoded/i.test(sent.type) && ids.length > 0 && ids.every((one) => isItem.test(one));
    },
  );
  expect(failed(cases)).toEqual([]);
});

test('a member of a form that is JSON is wrong as JSON', async () => {
  const schema = { type: 'object', required: ['meta'], properties: { meta: { type: 'object' } } };
  const encoding = { meta: { contentType: 'application/json' } };
  const media = { schema, encoding, example: { meta: { k: 'v' } } };
  const { cases, sent } = await check({ 'application/x-www-form-urlencoded': media }, ({ type, text }) => {
    const meta = read(new URLSearchParams(text).get('meta') ?? '');
    return /urlencoded/i.test(type) && typeof meta === 'object' && meta !== null && !Array.isArray(meta);
  });
  expect(failed(cases)).toEqual([]);
  expect(sent.some(({ text }) => new URLSearchParams(text).get('meta')?.startsWith('['))).toBe(true);
});

test('what is wrong of JSON is sent as JSON, whatever other media types come before it', async () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const { cases, sent } = await check(
    { 'application/xml': { schema: { type: 'string' } }, 'application/json': { schema, example: { a: 1 } } },
    ({ type, text }) => {
      const value = read(text) as JsonObject;
      return /xml/.test(type) || (/json/i.test(type) && Number.isInteger(value?.a));
    },
  );
  expect(failed(cases)).toEqual([]);
  expect(sent.some(({ type, text }) => type.startsWith('application/json') && text.startsWith('"'))).toBe(true);
});

test.each([
  ['sent otherwise', { a: 'x' }],
  ['left out', {}],
])('null is sent where a member may be null, %s', async (_, example) => {
  const schema = { type: 'object', properties: { a: { type: ['string', 'null'] } } };
  const { cases } = await check({ 'application/json': { schema, example } }, ({ type, text }) => {
    const value = read(text) as JsonObject;
    if (!/^application\/json/i.test(type)) return false;
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      typeof (value.a ?? '') === 'string' &&
      value.a !== null
    );
  });
  expect(failed(cases)).toEqual([
    expect.stringMatching(/^body \/a: (added, )?null: expected a documented success, got 400/),
  ]);
});
