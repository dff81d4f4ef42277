/** Bookings of a room of which no two overlap: as they are made, or as they are held afterwards. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const day = { type: 'string', format: 'date' };
const instant = { type: 'string', format: 'date-time' };
const failure = { description: 'Refused' };

/** @param description of what takes the room @param conflict of its 409 */
const documentOf = (
  kind: 'create' | 'hold',
  {
    description = '',
    conflict = 'Another booking overlaps.',
    time = day,
  }: { description?: string; conflict?: string; time?: object } = {},
): JsonObject => {
  const booking = object(['room_id', 'start', 'end'], {
    room_id: { type: 'string', description: 'The id of a room.' },
    start: time,
    end: { ...time, description: 'Must be after `start`.' },
  });
  const shown = { allOf: [booking, object(['id', 'status'], { id: { type: 'string' }, status: { type: 'string' } })] };
  const answer = { description: 'It', content: content(shown) };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const room = object(['id'], { id: { type: 'string' } });
  const own = { 409: { description: conflict }, 422: failure };
  return {
    openapi: '3.1.0',
    info: { title: 'Rooms', version: '1' },
    paths: {
      '/rooms': {
        post: { operationId: 'createRoom', responses: { 201: { description: 'It', content: content(room) } } },
      },
      '/rooms/{id}': {
        parameters: [id],
        get: {
          operationId: 'getRoom',
          responses: { 200: { description: 'It', content: content(room) }, 404: failure },
        },
      },
      '/bookings': {
        post: {
          operationId: 'createBooking',
          ...(kind === 'create' && { description }),
          requestBody: { required: true, content: content(booking) },
          responses: { 201: answer, 400: failure, 422: failure, ...(kind === 'create' && own) },
        },
      },
      '/bookings/{id}': {
        parameters: [id],
        get: { operationId: 'getBooking', responses: { 200: answer, 404: failure } },
        patch: {
          operationId: 'moveBooking',
          description: 'Changes the dates.',
          requestBody: { required: true, content: content(object([], { start: time, end: time })) },
          responses: {
            200: answer,
            400: failure,
            404: failure,
            409: { description: 'The room is taken on the new dates.' },
            422: failure,
          },
        },
      },
      ...(kind === 'hold' && {
        '/bookings/{id}/hold': {
          parameters: [id],
          post: {
            operationId: 'holdBooking',
            description,
            responses: { 200: answer, 404: failure, ...own },
          },
        },
      }),
      '/bookings/{id}/cancel': {
        parameters: [id],
        post: {
          operationId: 'cancelBooking',
          description: 'Cancels a booking, and frees the room.',
          responses: { 200: answer, 404: failure },
        },
      },
    },
  } as unknown as JsonObject;
};

const faults = {
  'nothing is looked at': 'no two overlap',
  'only the same range': 'no two overlap',
  'only the ends of the new one': 'no two overlap',
  'a day more': 'one begins where another ends',
  'what is cancelled stays': 'in the place of one that was ended',
  'a change is not looked at': 'no two overlap',
} as const;

type Fault = keyof typeof faults;
type Booking = { id: string; room_id: string; start: string; end: string; status: string };

function implement(kind: 'create' | 'hold', fault?: Fault): (request: Request) => Promise<Response> {
  const rooms: string[] = [];
  const bookings: Booking[] = [];
  const answer = (one: Booking, status = 200) => Response.json(one, { status });
  const refuse = (status: number) => new Response(null, { status });
  const at = (text: string): number => Date.parse(text);
  const isBlocking = ({ status }: Booking) =>
    status === 'held' || (fault === 'what is cancelled stays' && status === 'cancelled');
  const isFree = (own: Booking): boolean =>
    fault === 'nothing is looked at' ||
    !bookings.some((other) => {
      if (other === own || other.room_id !== own.room_id || !isBlocking(other)) return false;
      const [start, end, from, to] = [own.start, own.end, other.start, other.end].map(at) as [
        number,
        number,
        number,
        number,
      ];
      if (fault === 'only the same range') return start === from && end === to;
      if (fault === 'only the ends of the new one') return (start >= from && start < to) || (end > from && end <= to);
      return fault === 'a day more' ? start <= to && end >= from : start < to && end > from;
    });
  return async (request) => {
    const [, noun, id, action] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    if (noun === 'rooms') {
      if (request.method !== 'POST') return rooms.includes(id ?? '') ? Response.json({ id }) : refuse(404);
      rooms.push(`room-${rooms.length + 1}`);
      return Response.json({ id: rooms.at(-1) }, { status: 201 });
    }
    const known = bookings.find((one) => one.id === id);
    if (id !== undefined && !known) return refuse(404);
    if (known && request.method === 'GET') return answer(known);
    if (known && action === 'cancel') return answer(Object.assign(known, { status: 'cancelled' }));
    if (known && action === 'hold')
      return isFree(known) ? answer(Object.assign(known, { status: 'held' })) : refuse(409);
    const sent = await jsonObjectIn(request);
    if (!sent) return refuse(400);
    const { room_id, start, end } = { ...known, ...sent } as Record<string, unknown>;
    const isTime = (one: unknown): one is string => typeof one === 'string' && !Number.isNaN(Date.parse(one));
    if (typeof room_id !== 'string' || !isTime(start) || !isTime(end)) return refuse(400);
    if (!rooms.includes(room_id) || at(end) <= at(start)) return refuse(422);
    const one: Booking = known
      ? { ...known, start, end }
      : { id: `booking-${bookings.length + 1}`, room_id, start, end, status: kind === 'create' ? 'held' : 'draft' };
    const isLooked = known ? fault !== 'a change is not looked at' : kind === 'create';
    if (isLooked && isBlocking(one)) {
      if (known) Object.assign(known, { start: '1970-01-01', end: '1970-01-01' });
      const isRight = isFree(one);
      if (known) Object.assign(known, { start: one.start, end: one.end });
      if (!isRight) return refuse(409);
    }
    if (known) return answer(Object.assign(known, one));
    bookings.push(one);
    return answer(one, 201);
  };
}

const words = 'One may start on the day on which another ends.';
const overlaps = (titles: readonly string[]) => titles.filter((one) => /overlap|begins where|in the place/.test(one));

describe.each(['create', 'hold'] as const)('what takes the room is to %s it', (kind) => {
  const operation = `${kind}Booking`;

  test('a server that keeps the document › all are tried, and none fails', async () => {
    const cases = await checkDocument(documentOf(kind, { description: words }), implement(kind), undefined, relations);
    expect(failing(cases)).toEqual([]);
    expect(overlaps(passing(cases)).sort()).toEqual(
      [
        `${operation}: in the place of one that was ended`,
        `${operation}: no two overlap`,
        `${operation}: one begins where another ends`,
        'moveBooking: no two overlap',
      ].sort(),
    );
  });

  test.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, name) => {
    const cases = await checkDocument(
      documentOf(kind, { description: words }),
      implement(kind, fault),
      undefined,
      relations,
    );
    const wanted = fault === 'a change is not looked at' ? 'moveBooking' : operation;
    expect(failing(cases)).toContain(`${wanted}: ${name}`);
  });
});

test('instants in place of days › by the hour', async () => {
  const cases = await checkDocument(
    documentOf('create', { time: instant }),
    implement('create', 'only the same range'),
    undefined,
    relations,
  );
  expect(failing(cases)).toContain('createBooking: no two overlap');
});

test.each([
  ['what may overlap', { description: 'Drafts may overlap.', conflict: 'The room is closed.' }],
  ['what is not said', { conflict: 'The room is closed.' }],
])('%s › nothing is tried', async (_, given) => {
  const cases = await checkDocument(
    documentOf('create', given),
    implement('create', 'nothing is looked at'),
    undefined,
    relations,
  );
  expect(overlaps([...failing(cases), ...passing(cases)])).toEqual([]);
});
