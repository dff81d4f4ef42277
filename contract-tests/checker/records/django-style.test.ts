/**
 * A document as Django REST framework has it: a slash at the end of each path, references by the noun alone, pages with
 * `count` and `next`, orders and uniqueness in words, decimals as texts.
 */
import { expect, test } from 'vitest';
import { largestPage, type Listed } from '../../../src/checker/phases/relations/lists/listed.js';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const integer = { type: 'integer' };
const id = { ...integer, readOnly: true };
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure };
const date = { type: 'string', format: 'date' };
const decimal = { type: 'string', format: 'decimal', pattern: '^\\d{1,6}\\.\\d\\d$' };
const room = {
  number: {
    type: 'string',
    minLength: 1,
    maxLength: 8,
    description: 'No two rooms have the same number, and `12a` is the same as `12A`.',
  },
};
const kinds = ['single', 'double'];
const tags = { type: 'array', items: { type: 'string', maxLength: 20 } };
const shownRoom = { ...room, tags, kind: { type: 'string', enum: kinds } };
const rate = { name: { type: 'string', minLength: 1, maxLength: 40 }, price: decimal };
const stay = { room: integer, rate: integer, check_in: date, nights: { type: 'integer', minimum: 1, maximum: 30 } };
/** More guests than there are beds, which each room has one of, are refused. */
const optional = { guests: { type: 'integer', minimum: 2, maximum: 8 }, notes: { type: 'string', maxLength: 40 } };
const status = { type: 'string', enum: ['draft', 'confirmed', 'cancelled'], readOnly: true };
const shownStay = { id, ...stay, ...optional, status, price: { ...decimal, description: '9.50 a night' } };
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const shown = (own: object) =>
  answer(object(['id', ...Object.keys(own).filter((name) => !(name in optional) && name !== 'tags')], { id, ...own }));
const page = (own: object) =>
  answer(
    object(['count', 'results'], {
      count: integer,
      next: { type: 'string', format: 'uri', nullable: true },
      results: { type: 'array', items: object(['id'], own) },
    }),
  );
const taking = (own: object, required = Object.keys(own)) => ({
  required: true,
  content: content(object(required, own)),
});
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: integer });
const inQuery = (name: string, schema: object, description?: string) => ({ name, in: 'query', schema, description });
const paging = [
  inQuery('page', integer),
  inQuery('page_size', integer, 'How many results to give on a page, 50 at most (a larger number counts as 50).'),
];
const action = (operationId: string, description: string) => ({
  post: { operationId, description, responses: { 200: shown(shownStay), 409: failure, 404: failure } },
});

const document = {
  openapi: '3.0.3',
  info: { title: 'Hotel', version: '1' },
  paths: {
    '/rooms/': {
      get: {
        operationId: 'rooms',
        description: '`search` looks in the number of a room. It does not look in the tags.',
        parameters: [...paging, inQuery('search', { type: 'string' })],
        responses: { 200: page({ id, ...shownRoom }), ...failures },
      },
      post: { operationId: 'add room', requestBody: taking(room), responses: { 201: shown(shownRoom), ...failures } },
    },
    '/rooms/{id}/': {
      parameters: [inPath('id')],
      get: { operationId: 'room', responses: { 200: shown(shownRoom), 404: failure } },
      patch: {
        operationId: 'change room',
        requestBody: taking({ ...room, tags }, []),
        responses: { 200: shown(shownRoom), ...failures },
      },
    },
    '/rooms/{room_id}/rates/': {
      parameters: [inPath('room_id')],
      get: { operationId: 'rates', parameters: paging, responses: { 200: page({ id, ...rate }), ...failures } },
      post: { operationId: 'add rate', requestBody: taking(rate), responses: { 201: shown(rate), ...failures } },
    },
    '/stays/': {
      get: {
        operationId: 'stays',
        parameters: [
          ...paging,
          inQuery('status', { type: 'array', items: { type: 'string', enum: status.enum } }),
          inQuery('room', integer, 'Only stays in this room.'),
          inQuery('room_kind', { type: 'string', enum: kinds }),
          inQuery('check_in_before', date, 'Only stays that begin on this day or earlier.'),
          inQuery(
            'ordering',
            { type: 'string' },
            'One of `price`, `check_in`, with a minus sign before it for descending order. Those that tie are ordered by `id`.',
          ),
        ],
        responses: { 200: page(shownStay), ...failures },
      },
      post: {
        operationId: 'add stay',
        description: 'The rate must be one of the room.',
        requestBody: taking({ ...stay, ...optional }, Object.keys(stay)),
        responses: { 201: shown(shownStay), ...failures },
      },
    },
    '/stays/{id}/': {
      parameters: [inPath('id')],
      get: { operationId: 'stay', responses: { 200: shown(shownStay), 404: failure } },
    },
    '/stays/{id}/confirm/': { parameters: [inPath('id')], ...action('confirm', 'Only a draft can be confirmed.') },
    '/stays/{id}/cancel/': {
      parameters: [inPath('id')],
      ...action('cancel', 'Ends it. A draft or a confirmed stay can be cancelled, no other.'),
    },
  },
} as unknown as JsonObject;

const faults = {
  'a number in other letters': 'add room: no two have the same number, in whatever case',
  'a number of another room': 'change room: no two have the same number',
  'a page begins with the last item of the one before': 'rooms: list: its pages follow each other',
  'the count is that of the page': 'rooms: list: its total is that of all pages',
  'rates of all rooms': 'rates: list: none of another record',
  'of several values the last one counts': 'stays: list: filter status',
  'a bound leaves out its day': 'stays: list: filter check_in_before',
  'prices are ordered as texts': 'stays: list: order price',
  'descending is ascending': 'stays: list: order check_in',
  'a stay that is confirmed twice': 'confirm: what is allowed in each state of the record',
  'a stay that is not kept': 'add stay: what it creates is shown',
  'a change without tags takes them away': 'change room: what it leaves out stays',
  'a rate of another room': 'add stay: a rate of another room is refused',
  'the number is not searched': 'rooms: list: search finds number',
  'notes are lost': 'add stay: what it creates is shown',
  'the room is passed over': 'stays: list: filter room',
  'the kind of the room is passed over': 'stays: list: filter room_kind',
};
type Fault = keyof typeof faults;
type Stored = Record<string, unknown> & { id: number };

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const all: Record<string, Stored[]> = { rooms: [], rates: [], stays: [] };
  let last = 0;
  const refuse = (code: number) => new Response(null, { status: code });
  const isText = (value: unknown, most: number) =>
    typeof value === 'string' && value !== '' && [...value].length <= most;
  const isRight: Record<string, (one: Record<string, unknown>) => boolean> = {
    rooms: ({ number }) => isText(number, 8),
    rates: ({ name, price }) => isText(name, 40) && typeof price === 'string' && /^\d{1,6}\.\d\d$/.test(price),
    stays: ({ room: own, rate: priced, check_in: day, nights, guests = 1 }) =>
      guests === 1 &&
      all.rooms!.some((one) => one.id === own) &&
      all.rates!.some((one) => one.id === priced && (one.room === own || fault === 'a rate of another room')) &&
      typeof day === 'string' &&
      /^\d{4}-\d\d-\d\d$/.test(day) &&
      Number(nights) >= 1,
  };
  const hasNumber = ({ number }: Record<string, unknown>, but?: Stored) =>
    all.rooms!.some(
      (one) =>
        one !== but &&
        (fault === 'a number in other letters'
          ? one.number === number
          : String(one.number).toLowerCase() === String(number).toLowerCase()),
    );
  const list = (items: readonly Stored[], { href, searchParams }: URL): Response => {
    const size = Math.min(Number(searchParams.get('page_size') ?? 3), 50);
    const number = Number(searchParams.get('page') ?? 1);
    const from = (number - 1) * size;
    if (from > 0 && from >= items.length) return refuse(404);
    const isLate = fault === 'a page begins with the last item of the one before' && from > 0 ? 1 : 0;
    const results = items.slice(from - isLate, from + size - isLate);
    const following = new URL(href);
    following.searchParams.set('page', String(number + 1));
    const next = from + size < items.length ? following.href : null;
    const count = fault === 'the count is that of the page' ? results.length : items.length;
    return Response.json({ count, next, results });
  };
  const stays = ({ searchParams }: URL): Stored[] => {
    const wanted = searchParams.getAll('status').flatMap((one) => one.split(','));
    const counting = fault === 'of several values the last one counts' ? wanted.slice(-1) : wanted;
    const before = searchParams.get('check_in_before');
    const [inRoom, kind] = ['room', 'room_kind'].map((name) => searchParams.get(name));
    const isIn = ({ room: own }: Stored): boolean =>
      (!inRoom || fault === 'the room is passed over' || String(own) === inRoom) &&
      (!kind ||
        fault === 'the kind of the room is passed over' ||
        all.rooms!.find((one) => one.id === own)?.kind === kind);
    const [, sign, by = 'id'] = /^(-?)(\w+)$/.exec(searchParams.get('ordering') ?? '') ?? [];
    const isDown = sign === '-' && fault !== 'descending is ascending';
    const compare = (one: Stored, other: Stored) => {
      const [left, right] = [one[by], other[by]];
      if (by !== 'check_in' && fault !== 'prices are ordered as texts') return Number(left) - Number(right);
      return String(left) < String(right) ? -1 : Number(String(left) > String(right));
    };
    return all
      .stays!.filter((one) => counting.length === 0 || counting.includes(String(one.status)))
      .filter(isIn)
      .filter(({ check_in: day }) => {
        if (before === null) return true;
        return fault === 'a bound leaves out its day' ? String(day) < before : String(day) <= before;
      })
      .toSorted((one, other) => (isDown ? compare(other, one) : compare(one, other)));
  };
  const act = (stored: Stored, name: string): Response => {
    const allowed = name === 'confirm' ? ['draft'] : ['draft', 'confirmed'];
    const isTaken = fault === 'a stay that is confirmed twice' && name === 'confirm' && stored.status === 'confirmed';
    if (!allowed.includes(String(stored.status)) && !isTaken) return refuse(409);
    stored.status = name === 'confirm' ? 'confirmed' : 'cancelled';
    return Response.json(stored);
  };
  return async (request) => {
    const url = new URL(request.url);
    if (!url.pathname.endsWith('/')) return refuse(404);
    const [, outer = '', own, inner] = url.pathname.split('/');
    const name = inner === 'rates' ? 'rates' : outer;
    const found = all[outer]?.find((one) => String(one.id) === own);
    if (!all[outer] || (own !== '' && !found)) return refuse(404);
    if (found && (inner === 'confirm' || inner === 'cancel')) return act(found, inner);
    if (request.method === 'GET' && found && inner === '') return Response.json(found);
    if (request.method === 'GET') {
      if (name === 'stays') return list(stays(url), url);
      const isOwn = (one: Stored) => name === 'rooms' || fault === 'rates of all rooms' || one.room === found?.id;
      const search = fault === 'the number is not searched' ? null : url.searchParams.get('search');
      const isFound = ({ number }: Stored) =>
        name !== 'rooms' || !url.searchParams.has('search') || (search !== null && String(number).includes(search));
      return list(
        all[name]!.filter((one) => isOwn(one) && isFound(one)),
        url,
      );
    }
    const sent: unknown = await request.json().catch(() => undefined);
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return refuse(400);
    const isChange = request.method === 'PATCH';
    const whole = { ...(isChange && found), ...(sent as Record<string, unknown>) };
    if (!isRight[name]!(whole)) return refuse(400);
    const isFree = fault === 'a number of another room' && isChange;
    if (name === 'rooms' && !isFree && hasNumber(whole, isChange ? found : undefined)) return refuse(400);
    const without = fault === 'a change without tags takes them away' ? { tags: [] } : {};
    if (isChange && found) return Response.json(Object.assign(found, without, sent));
    const made: Stored = {
      ...whole,
      ...(name === 'rooms' && { kind: kinds[last % 2] }),
      ...(name === 'rates' && { room: found?.id }),
      ...(name === 'stays' && { status: 'draft', price: (Number(whole.nights) * 9.5).toFixed(2) }),
      id: ++last,
    };
    if (fault === 'notes are lost') delete made.notes;
    all[name]!.push(made);
    if (fault === 'a stay that is not kept' && name === 'stays') made.nights = 7;
    return Response.json(fault === 'a stay that is not kept' ? { ...made, ...whole } : made, { status: 201 });
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining(Object.values(faults)));
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  expect(failing(await checkDocument(document, implement(fault as Fault), undefined, relationsOf(title)))).toContain(
    title,
  );
});

test.each<[string, number | undefined]>([
  ['50 at most', 50],
  ['A page has at most 20 items', 20],
  ['Up to 200', 200],
  ['Maximum: 25', 25],
  ['A negative number is refused; more than 100 counts as 100', 100],
  ['How many there are on a page', undefined],
])('the largest page by words: %s', (description, most) => {
  const size = { name: 'size', in: 'query', required: false, object: { description, schema: integer }, pointer: '' };
  const list = { run: { document }, by: { size } } as unknown as Listed;
  expect(largestPage(list)).toEqual(most === undefined ? {} : { size: most });
});
