/** Seats that are held for so many seconds, and a reason that is shown under another name. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const states = ['free', 'held', 'returned'];
const seat = object(['id', 'row', 'status', 'held_until'], {
  id: { type: 'string', readOnly: true },
  row: text,
  status: { type: 'string', enum: states, readOnly: true },
  held_until: {
    type: ['string', 'null'],
    format: 'date-time',
    readOnly: true,
    description: 'Set while it is `held`, otherwise null.',
  },
  return_reason: { type: ['string', 'null'], readOnly: true },
});
const failure = { description: 'Refused' };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const answer = { description: 'It', content: content(seat) };
const seconds = { type: 'integer', minimum: 1, maximum: 3600 };

const document = {
  openapi: '3.1.0',
  info: { title: 'Seats', version: '1' },
  paths: {
    '/seats': {
      post: {
        operationId: 'addSeat',
        requestBody: { required: true, content: content(object(['row'], { row: text })) },
        responses: { 201: answer, 400: failure },
      },
    },
    '/seats/{id}': { parameters: [id], get: { operationId: 'getSeat', responses: { 200: answer, 404: failure } } },
    '/seats/{id}/hold': {
      parameters: [id],
      post: {
        operationId: 'holdSeat',
        description: 'Holds a `free` seat, for so many seconds. After that the seat is `free` again.',
        requestBody: { required: true, content: content(object(['seconds'], { seconds })) },
        responses: { 200: answer, 400: failure, 404: failure, 409: failure },
      },
    },
    '/seats/{id}/return': {
      parameters: [id],
      post: {
        operationId: 'returnSeat',
        requestBody: {
          required: true,
          content: content(
            object(['reason'], { reason: { ...text, description: 'Shown as `return_reason` of the seat.' } }),
          ),
        },
        responses: { 200: answer, 400: failure, 404: failure },
      },
    },
  },
} as unknown as JsonObject;

const faults = {
  'the seconds are left aside': 'holdSeat: held_until is as many seconds on as were asked for',
  'they are taken for minutes': 'holdSeat: held_until is as many seconds on as were asked for',
  'it never lapses': 'holdSeat: it lapses',
  'its end is shown still': 'holdSeat: it lapses',
  'the reason is lost': 'returnSeat: what it changes is changed',
} as const;

type Fault = keyof typeof faults;

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const seats = new Map<string, { row: string; status: string; until?: number; reason?: string }>();
  const refuse = (status: number) => new Response(null, { status });
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '' && [...one].length <= 40;
  const shown = (own: string, status = 200): Response => {
    const one = seats.get(own)!;
    const isOver = one.status === 'held' && one.until! <= Date.now() && fault !== 'it never lapses';
    if (isOver) one.status = 'free';
    const isShown = one.status === 'held' || (one.until !== undefined && fault === 'its end is shown still');
    return Response.json(
      {
        id: own,
        row: one.row,
        status: one.status,
        held_until: isShown ? new Date(one.until!).toISOString() : null,
        return_reason: one.reason ?? null,
      },
      { status },
    );
  };
  return async (request) => {
    const [, , own, action] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    const one = own === undefined ? undefined : seats.get(own);
    if (own !== undefined && !one) return refuse(404);
    if (one && request.method === 'GET') return shown(own!);
    const sent = await jsonObjectIn(request);
    if (!sent) return refuse(400);
    if (!one) {
      if (!isText(sent.row)) return refuse(400);
      seats.set(`seat-${seats.size + 1}`, { row: sent.row, status: 'free' });
      return shown(`seat-${seats.size}`, 201);
    }
    if (action === 'return') {
      if (!isText(sent.reason)) return refuse(400);
      Object.assign(one, { status: 'returned', ...(fault !== 'the reason is lost' && { reason: sent.reason }) });
      return shown(own!);
    }
    const count = sent.seconds;
    if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > 3600) return refuse(400);
    await shown(own!).text();
    if (one.status !== 'free') return refuse(409);
    const length =
      fault === 'the seconds are left aside'
        ? 900
        : fault === 'they are taken for minutes'
          ? Number(count) * 60
          : Number(count);
    Object.assign(one, { status: 'held', until: Date.now() + length * 1000 });
    return shown(own!);
  };
}

test('a server that keeps the document › nothing fails, and the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test.concurrent.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, title) => {
  expect(failing(await checkDocument(document, implement(fault), undefined, relations))).toContain(title);
});
