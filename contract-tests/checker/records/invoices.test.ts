/** A record that must be prepared before an operation takes it, with parts at positions, tags, keys and soft deletion. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { limitIn } from '../../../src/checker/phases/relations/made/outer-limits.js';
import { checkDocument, failing, passing } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const integer = { type: 'integer', minimum: 1, maximum: 1000 };
const text = { type: 'string', minLength: 1, maxLength: 60 };
const inPath = (name: string, schema: object) => ({ name, in: 'path', required: true, schema });
const inHeader = (name: string) => ({ name, in: 'header', schema: { type: 'string' } });
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure, 409: failure, 412: failure, 415: failure };
const invoice = object(['id', 'status', 'note', 'total'], {
  id: { type: 'string' },
  status: { enum: ['draft', 'issued', 'deleted'] },
  note: text,
  total: { type: 'integer' },
});
const shown = { description: 'It', headers: { ETag: { schema: { type: 'string' } } }, content: content(invoice) };
const payment = object(['id', 'amount'], { id: { type: 'string' }, amount: integer });
const paid = { description: 'It', content: content(payment) };
const taking = (schema: object) => ({ required: true, content: content(schema) });
const tag = object(['tag'], { tag: text });
const comment = object(['id', 'text'], { id: { type: 'integer' }, text });
const listing = (operationId: string, items: object) => ({
  operationId,
  responses: { 200: { description: 'All', content: content({ type: 'array', items }) }, 404: failure },
});
const line = object(['price'], { price: integer, label: text });

const document = JSON.parse(
  JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Invoices', version: '1' },
    paths: {
      '/invoices': {
        get: {
          operationId: 'list',
          parameters: [{ name: 'q', in: 'query', schema: { type: 'string', maxLength: 40 } }],
          responses: { 200: { description: 'All', content: content({ type: 'array', items: invoice }) }, 400: failure },
        },
        post: {
          operationId: 'create',
          requestBody: taking(object(['note'], { note: text })),
          responses: { 201: shown, ...failures },
        },
      },
      '/invoices/{id}': {
        parameters: [inPath('id', text)],
        get: { operationId: 'read', responses: { 200: shown, 404: failure } },
        patch: {
          operationId: 'change',
          parameters: [inHeader('if-match')],
          requestBody: taking(object([], { note: text })),
          responses: { 200: shown, ...failures },
        },
        delete: {
          operationId: 'remove',
          description: 'It can still be read, and is no longer listed.',
          responses: { 204: { description: 'Done' }, 404: failure },
        },
      },
      '/invoices/{id}/lines/{position}': {
        parameters: [inPath('id', text), inPath('position', integer)],
        put: {
          operationId: 'put line',
          parameters: [inHeader('if-match')],
          requestBody: taking(line),
          responses: { 200: shown, 201: shown, ...failures },
        },
        patch: {
          operationId: 'change line',
          parameters: [inHeader('if-match')],
          requestBody: taking(object([], { price: integer, label: text })),
          responses: { 200: shown, ...failures },
        },
      },
      '/invoices/{id}/issue': {
        post: {
          operationId: 'issue',
          description: 'Draft -> issued. Only a draft with a total above zero can be issued; anything else is a 409.',
          parameters: [inPath('id', text)],
          responses: { 200: shown, ...failures },
        },
      },
      '/invoices/{id}/payments': {
        post: {
          operationId: 'pay',
          description:
            'Taken for issued invoices only, otherwise 409, and never more than the total: what is above it is a 409. With the key of another it is answered like the first one.',
          parameters: [inPath('id', text), inHeader('Idempotency-Key')],
          requestBody: taking(object(['amount'], { amount: integer })),
          responses: { 201: paid, ...failures },
        },
      },
      '/invoices/{id}/tags/{tag}': {
        put: {
          operationId: 'put tag',
          parameters: [inPath('id', text), inPath('tag', text)],
          requestBody: taking(object([], {})),
          responses: { 201: { description: 'It', content: content(tag) }, 204: { description: 'There' }, ...failures },
        },
      },
      '/invoices/{id}/tags': { parameters: [inPath('id', text)], get: listing('list tags', tag) },
      '/invoices/{id}/comments': {
        parameters: [inPath('id', text)],
        get: listing('list comments', comment),
        post: {
          operationId: 'comment',
          requestBody: taking(object(['text'], { text })),
          responses: { 201: { description: 'It', content: content(comment) }, ...failures },
        },
      },
      '/invoices/{id}/payments/{payment}': {
        get: {
          operationId: 'read payment',
          parameters: [inPath('id', text), inPath('payment', text)],
          responses: { 200: paid, 404: failure },
        },
      },
    },
  }),
) as JsonObject;

const faults = {
  'a deleted one is listed': 'remove: what it deletes is gone',
  'the tag stays': 'change: what it changes is changed',
  'the same key pays twice': 'pay: the same Idempotency-Key makes one record',
  'a payment is found in each invoice': 'read payment: none of another record is found',
  'what is searched for is a pattern': 'list: query q: signs of patterns',
  'the same key is refused': 'pay: the same Idempotency-Key makes one record',
  'more than the total is paid': 'pay: amount is not above total',
  'a payment is lost': 'pay: what it creates is shown',
  'tags of all invoices are listed': 'list tags: list: none of another record',
  'comments of all invoices are listed': 'list comments: list: none of another record',
};
type Fault = keyof typeof faults;

interface Stored {
  id: string;
  status: string;
  note: string;
  lines: Map<string, { price: number }>;
  payments: Map<string, { id: string; amount: number }>;
  keys: Map<string, { id: string; amount: number }>;
  version: number;
  tags: Set<string>;
  comments: { id: number; text: unknown }[];
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const all = new Map<string, Stored>();
  let last = 0;
  const refuse = (status: number) => new Response(null, { status });
  const shownAs = ({ id, status, note, lines }: Stored) => ({
    id,
    status,
    note,
    total: [...lines.values()].reduce((sum, { price }) => sum + price, 0),
  });
  const answer = (one: Stored, status = 200) =>
    Response.json(shownAs(one), { status, headers: { ETag: `"${fault === 'the tag stays' ? 1 : one.version}"` } });
  const isText = (one: unknown) => typeof one === 'string' && one !== '' && [...one].length <= 60;
  const isCount = (one: unknown) => Number.isInteger(one) && Number(one) >= 1 && Number(one) <= 1000;
  return async (request) => {
    const { method, url, headers } = request;
    const { pathname, searchParams } = new URL(url);
    const [, , id, part, own] = pathname.split('/').map(decodeURIComponent);
    let sent: Record<string, unknown> = {};
    if (['POST', 'PUT', 'PATCH'].includes(method) && part !== 'issue') {
      if (!/^application\/json/i.test(headers.get('content-type') ?? '')) return refuse(415);
      const body: unknown = await request.json().catch(() => undefined);
      if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse(400);
      sent = body as Record<string, unknown>;
    }
    const { note, price, amount, label } = sent;
    if ([note, label].some((one) => one !== undefined && !isText(one))) return refuse(400);
    if ([price, amount].some((one) => one !== undefined && !isCount(one))) return refuse(400);
    if (id === undefined && method === 'GET') {
      const q = searchParams.get('q') ?? '';
      if ([...q].length > 40) return refuse(400);
      let keeps = (one: string) => one.includes(q);
      try {
        if (fault === 'what is searched for is a pattern') keeps = (one) => new RegExp(q).test(one);
        const found = [...all.values()].filter(
          (one) => (one.status !== 'deleted' || fault === 'a deleted one is listed') && keeps(one.note),
        );
        return Response.json(found.map(shownAs));
      } catch {
        return refuse(500);
      }
    }
    if (id === undefined) {
      if (method !== 'POST') return refuse(405);
      if (note === undefined) return refuse(400);
      const empty = { lines: new Map(), payments: new Map(), keys: new Map(), tags: new Set<string>(), comments: [] };
      const made: Stored = {
        id: `i${(last += 1)}`,
        status: 'draft',
        note: String(note),
        version: (last += 1),
        ...empty,
      };
      all.set(made.id, made);
      return answer(made, 201);
    }
    const found = all.get(id);
    if (!found) return refuse(404);
    if (part === 'tags') {
      const listed = fault === 'tags of all invoices are listed' ? [...all.values()] : [found];
      if (own === undefined && method === 'GET')
        return Response.json(listed.flatMap(({ tags }) => [...tags].map((one) => ({ tag: one }))));
      if (own === undefined || method !== 'PUT') return refuse(405);
      if (!isText(own)) return refuse(400);
      if (found.tags.has(own)) return new Response(null, { status: 204 });
      found.tags.add(own);
      return Response.json({ tag: own }, { status: 201 });
    }
    if (part === 'comments') {
      const listed = fault === 'comments of all invoices are listed' ? [...all.values()] : [found];
      if (method === 'GET') return Response.json(listed.flatMap(({ comments }) => comments));
      if (method !== 'POST') return refuse(405);
      if (!isText(sent.text)) return refuse(400);
      found.comments.push({ id: (last += 1), text: sent.text });
      return Response.json(found.comments.at(-1), { status: 201 });
    }
    if (part === 'payments' && own !== undefined) {
      const invoices = fault === 'a payment is found in each invoice' ? [...all.values()] : [found];
      const one = invoices.flatMap(({ payments }) => payments.get(own) ?? [])[0];
      return method !== 'GET' ? refuse(405) : one ? Response.json(one) : refuse(404);
    }
    if (method === 'GET' && part === undefined) return answer(found);
    if (method === 'DELETE' && part === undefined)
      return ((found.status = 'deleted'), new Response(null, { status: 204 }));
    const isStale = ![null, `"${fault === 'the tag stays' ? 1 : found.version}"`].includes(headers.get('if-match'));
    const change = (work: () => void, status = 200) => {
      if (found.status !== 'draft') return refuse(409);
      if (isStale) return refuse(412);
      work();
      found.version = last += 1;
      return answer(found, status);
    };
    if (method === 'PATCH' && part === undefined) return change(() => (found.note = String(note ?? found.note)));
    if (part === 'lines' && own !== undefined) {
      if (!isCount(Number(own))) return refuse(400);
      const former = found.lines.get(own);
      if (method === 'PATCH' && !former) return refuse(404);
      if (method === 'PATCH') return change(() => Object.assign(former!, sent));
      if (method !== 'PUT') return refuse(405);
      if (price === undefined) return refuse(400);
      return change(() => found.lines.set(own, { ...(sent as { price: number }) }), former ? 200 : 201);
    }
    if (method !== 'POST') return refuse(405);
    if (part === 'issue') return found.lines.size === 0 ? refuse(409) : change(() => (found.status = 'issued'));
    if (part !== 'payments') return refuse(404);
    if (amount === undefined) return refuse(400);
    if (found.status !== 'issued') return refuse(409);
    if (Number(amount) > shownAs(found).total && fault !== 'more than the total is paid') return refuse(409);
    const key = headers.get('idempotency-key');
    if (fault === 'the same key is refused' && key !== null && found.keys.has(key)) return refuse(409);
    const known = key === null || fault === 'the same key pays twice' ? undefined : found.keys.get(key);
    const one = known ?? { id: `p${(last += 1)}`, amount: Number(amount) };
    if (fault !== 'a payment is lost') found.payments.set(one.id, one);
    if (key !== null) found.keys.set(key, one);
    return Response.json(one, { status: 201 });
  };
}

const check = (fault?: Fault) => checkDocument(document, implement(fault));

test('who keeps it fails nothing, and what must be prepared is', async () => {
  const cases = await check();
  expect(failing(cases)).toEqual([]);
  const passed = passing(cases);
  expect(Object.values(faults).filter((title) => !passed.includes(title))).toEqual([]);
  const succeeded = cases.filter(
    ({ phase, status, outcome }) => phase === 'examples' && /^2/.test(String(status)) && outcome === 'passed',
  );
  const exercised = new Set(succeeded.map(({ operationId }) => operationId));
  expect(['issue', 'pay', 'put line', 'change line', 'read payment'].filter((one) => !exercised.has(one))).toEqual([]);
});

test.each(Object.entries(faults) as [Fault, string][])('%s: it is found', async (fault, expected) => {
  expect(failing(await check(fault))).toContain(expected);
});

const members = ['balanceCents', 'totalCents', 'stock', 'stockValue', 'quota'];
test.each<[string, string | undefined]>([
  ['Never more than the balance: an amount above it is a 409', 'balanceCents'],
  ['The quantity cannot exceed the remaining stock', 'stock'],
  ['409 if the amount is greater than the total', 'totalCents'],
  ['Refused when more than the quota is asked for', 'quota'],
  ['More than the stock may be ordered', undefined],
  ['Not above the quota unless it is unlimited', undefined],
  ['Never more than 5 pieces', undefined],
  ['Refused above the limit', undefined],
])('a limit in words: %s', (sentence, expected) => {
  expect(limitIn(sentence, members, false)).toBe(expected);
});
