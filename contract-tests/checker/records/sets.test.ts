/** Sets of texts in a record: what is added twice is there once, and what is removed leaves the others. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const note = object(['id', 'text'], {
  id: { type: 'string', readOnly: true },
  text: { type: 'string', minLength: 1, maxLength: 40 },
});
const path = (name: string, schema: object = { type: 'string' }) => ({ name, in: 'path', required: true, schema });
const none = { 404: { description: 'None' } };
const labels = object(['labels'], { labels: { type: 'array', items: { type: 'string' } } });
const label = path('label', { type: 'string', pattern: '^[a-z-]{1,20}$' });

const document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      post: {
        operationId: 'write',
        requestBody: { required: true, content: content(note) },
        responses: { 201: { description: 'It', content: content(note) }, 400: { description: 'Refused' } },
      },
    },
    '/notes/{id}': {
      parameters: [path('id')],
      get: { operationId: 'read', responses: { 200: { description: 'It', content: content(note) }, ...none } },
    },
    '/notes/{id}/labels': {
      parameters: [path('id')],
      get: { operationId: 'labels', responses: { 200: { description: 'All', content: content(labels) }, ...none } },
    },
    '/notes/{id}/labels/{label}': {
      parameters: [path('id'), label],
      put: {
        operationId: 'add',
        responses: { 204: { description: 'Added' }, 400: { description: 'Refused' }, ...none },
      },
      delete: {
        operationId: 'remove',
        responses: { 204: { description: 'Removed' }, 400: { description: 'Refused' }, ...none },
      },
    },
  },
} as unknown as JsonObject;

const parts = [
  'add: what it adds twice is there once',
  'remove: what it removes is gone, and the others stay',
] as const;

/** Faults, and the part that finds each. */
const faults = {
  'one is added again': parts[0],
  'the last one replaces all others': parts[0],
  'all are removed with one': parts[1],
  'none is removed': parts[1],
} as const;

type Fault = keyof typeof faults;

function implement(fault?: Fault | 'labels in capitals'): (request: Request) => Promise<Response> {
  const notes: { id: string; text: string; labels: string[] }[] = [];
  return async (request) => {
    const [, , id, inner, wanted] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    if (id === undefined) {
      const { text } = (await jsonObjectIn(request)) ?? {};
      const isRight = typeof text === 'string' && text !== '' && [...text].length <= 40;
      if (request.method !== 'POST' || !isRight) return new Response(null, { status: 400 });
      notes.push({ id: `n${notes.length + 1}`, text, labels: [] });
      const { labels: _, ...created } = notes.at(-1)!;
      return Response.json(created, { status: 201 });
    }
    const found = notes.find((one) => one.id === id);
    if (!found) return new Response(null, { status: 404 });
    if (inner === undefined) return Response.json({ id, text: found.text });
    if (wanted === undefined) return Response.json({ labels: found.labels });
    if (!/^[a-z-]{1,20}$/.test(wanted)) return new Response(null, { status: 400 });
    const written = fault === 'labels in capitals' ? `#${wanted.toUpperCase()}` : wanted;
    const others = found.labels.filter((one) => one !== written);
    if (request.method === 'PUT') {
      const kept =
        fault === 'the last one replaces all others' ? [] : fault === 'one is added again' ? found.labels : others;
      found.labels = [...kept, written];
    } else if (fault !== 'none is removed') found.labels = fault === 'all are removed with one' ? [] : others;
    return new Response(null, { status: 204 });
  };
}

test('a server that keeps sets › each part is tried, and none fails', async () => {
  const cases = await checkDocument(document, implement());
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...parts]));
});

test.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, part) => {
  expect(failing(await checkDocument(document, implement(fault), undefined, relations))).toContain(part);
});

test('a server that writes them in another way › it is let be', async () => {
  const cases = await checkDocument(document, implement('labels in capitals'), undefined, relations);
  expect(failing(cases)).toEqual([]);
});
