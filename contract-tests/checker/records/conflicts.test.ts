/** What no two records share, how many of them another one takes, and in which order they are listed. */
import { expect, test } from 'vitest';
import { isFull } from '../../../src/checker/phases/relations/made/capacity.js';
import { sharedIn } from '../../../src/checker/phases/relations/made/unique.js';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const members = ['email', 'phone_number', 'name', 'position'];

test.each<[string, string[]]>([
  ['409 when another member has the e-mail address', ['email']],
  ['The email must be unique', ['email']],
  ['Conflict if the phone number is already in use', ['phone_number']],
  ['A guest with the same name and position cannot be added', ['name', 'position']],
  ['Fails with 409 if a guest with this email exists', ['email']],
  ['Duplicate names are rejected', ['name']],
])('%s', (sentence, expected) => {
  expect(sharedIn(sentence, members, false)).toEqual(expected);
});

test.each([
  'The email need not be unique',
  'Another guest may have the same name',
  'Sends an email to another address',
  '409 when the state is already final, whatever the position',
  '409 when the Idempotency-Key was used with another name',
  'Adds a guest by name',
  'Conflict',
])('%s › says nothing of what two may share', (sentence) => {
  expect(sharedIn(sentence, members, false)).toEqual([]);
});

test.each([
  ['409 when all places of the class are taken', true],
  ['409 if the show is sold out', true],
  ['Rejected when the room is full', true],
  ['Conflict: no seats left', true],
  ['409 when the product is out of stock', true],
  ['409 when the invoice is paid in full', false],
  ['409 when the name is taken', false],
  ['Gives the full record', false],
])('%s › may be full: %s', (sentence, expected) => {
  expect(isFull.test(sentence)).toBe(expected);
});

const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure, 409: failure };
const integer = { type: 'integer' };
const text = { type: 'string', minLength: 1, maxLength: 40 };
const email = { type: 'string', format: 'email' };
const id = { name: 'id', in: 'path', required: true, schema: integer };
const inQuery = (name: string, schema: object) => ({ name, in: 'query', schema });
const show = { title: text, capacity: { type: 'integer', minimum: 2, maximum: 50 } };
const shown = (own: object) => answer(object(['id', ...Object.keys(own)], { id: integer, ...own }));
const taking = (schema: object) => ({ required: true, content: content(schema) });
const collection = (name: string, own: object, description: string, more: object = {}) => ({
  [`/${name}`]: {
    post: {
      operationId: `create ${name}`,
      description,
      requestBody: taking(object(Object.keys(own), own)),
      responses: { 201: shown(own), ...failures },
    },
    ...more,
  },
});
const page = answer(object(['items'], { items: { type: 'array', items: object(['id'], { id: integer, ...show }) } }));
const document = JSON.parse(
  JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'Theatre', version: '1' },
    paths: {
      ...collection('shows', show, 'Adds a show.', {
        get: {
          operationId: 'list shows',
          parameters: [
            inQuery('sort', { enum: ['title', 'capacity'] }),
            inQuery('order', { enum: ['asc', 'desc'], default: 'asc' }),
          ],
          responses: { 200: page, 400: failure },
        },
      }),
      ...collection('guests', { email, name: text }, '409 when another guest has the e-mail address.'),
      '/shows/{id}': {
        parameters: [id],
        get: { operationId: 'read show', responses: { 200: shown(show), 404: failure } },
      },
      '/tickets/{id}': {
        parameters: [id],
        delete: { operationId: 'cancel ticket', responses: { 204: { description: 'Gone' }, 404: failure } },
      },
      '/guests/{id}': {
        parameters: [id],
        get: { operationId: 'read guest', responses: { 200: shown({ email, name: text }), 404: failure } },
        patch: {
          operationId: 'change guest',
          description: 'Changes what is sent. The e-mail must not be in use by another guest: 409.',
          requestBody: taking(object([], { email, name: text })),
          responses: { 200: shown({ email, name: text }), ...failures },
        },
      },
      ...collection('tickets', { guestId: integer, showId: integer }, '409 when the show is sold out.'),
    },
  }),
) as JsonObject;

const faults = {
  'two with one e-mail': 'create guests: no two have the same email',
  'an e-mail of another one by a change': 'change guest: no two have the same email',
  'one more than there is room for': 'create tickets: one that is full takes no more',
  'descending is ascending': 'list shows: list: order title',
  'numbers are in the order of something else': 'list shows: list: order capacity',
};
type Fault = keyof typeof faults;
type Stored = Record<string, unknown> & { id: number };

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const all: Record<string, Stored[]> = { shows: [], guests: [], tickets: [] };
  let last = 0;
  const refuse = (status: number) => new Response(null, { status });
  const hasEmail = (sent: Record<string, unknown>, but?: Stored) =>
    all.guests!.some((one) => one !== but && one.email === sent.email);
  const isWrong = (sent: Record<string, unknown>) =>
    ('email' in sent && (typeof sent.email !== 'string' || !/^[^@\s]+@[^@\s]+\.\w+$/.test(sent.email))) ||
    [sent.name, sent.title].some(
      (one) => one !== undefined && (typeof one !== 'string' || one === '' || [...one].length > 40),
    ) ||
    ('capacity' in sent &&
      !(Number.isInteger(sent.capacity) && Number(sent.capacity) >= 2 && Number(sent.capacity) <= 50));
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, name = '', own] = pathname.split('/');
    const stored = all[name];
    if (!stored) return refuse(404);
    const found = stored.find((one) => String(one.id) === own);
    if (own !== undefined && !found) return refuse(404);
    if (request.method === 'GET' && found) return Response.json(found);
    if (request.method === 'DELETE' && found) {
      stored.splice(stored.indexOf(found), 1);
      return new Response(null, { status: 204 });
    }
    if (request.method === 'GET') {
      const asked = searchParams.get('sort') ?? 'id';
      const by = fault === 'numbers are in the order of something else' && asked === 'capacity' ? 'id' : asked;
      const isDown = searchParams.get('order') === 'desc' && fault !== 'descending is ascending';
      const compare = (one: Stored, other: Stored) =>
        by === 'title' ? (String(one[by]) < String(other[by]) ? -1 : 1) : Number(one[by]) - Number(other[by]);
      const items = stored.toSorted((one, other) => (isDown ? compare(other, one) : compare(one, other)));
      return Response.json({ items });
    }
    if (!['POST', 'PATCH'].includes(request.method)) return refuse(405);
    const sent = (await request.json().catch(() => undefined)) as Record<string, unknown> | undefined;
    if (typeof sent !== 'object' || sent === null || isWrong(sent)) return refuse(400);
    if (found) {
      if (hasEmail(sent, found) && fault !== 'an e-mail of another one by a change') return refuse(409);
      return Response.json(Object.assign(found, sent));
    }
    if (name === 'guests' && hasEmail(sent) && fault !== 'two with one e-mail') return refuse(409);
    if (name === 'tickets') {
      const of = all.shows!.find((one) => one.id === sent.showId);
      if (!of || !all.guests!.some((one) => one.id === sent.guestId)) return refuse(404);
      const most = Number(of.capacity) + (fault === 'one more than there is room for' ? 1 : 0);
      if (stored.filter((one) => one.showId === of.id).length >= most) return refuse(409);
    }
    const made = { id: (last += 1), ...sent };
    stored.push(made);
    return Response.json(made, { status: 201 });
  };
}

const relations = (fault?: Fault) =>
  checkDocument(document, implement(fault), undefined, { selection: { phases: ['relations'] } });

test('who keeps it fails nothing, and each is exercised', async () => {
  const cases = await relations();
  expect(failing(cases)).toEqual([]);
  const passed = passing(cases);
  expect(Object.values(faults).filter((title) => !passed.includes(title))).toEqual([]);
});

test.each(Object.entries(faults) as [Fault, string][])('%s: it is found', async (fault, expected) => {
  expect(failing(await relations(fault))).toContain(expected);
});
