/** Records that name others, of which each has room for one: another one is made in another, whatever is asked for. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument } from '../../support/check-document.js';
import { content } from '../../support/document-parts.js';

const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const failure = { description: 'Refused' };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const object = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
const integer = { type: 'integer' };
const collection = (name: string, own: object, refusals: object = {}) => ({
  [`/${name}`]: {
    post: {
      operationId: `create ${name}`,
      requestBody: { required: true, content: content(object(own)) },
      responses: { 201: answer(object({ id: integer, ...own })), 400: failure, ...refusals },
    },
  },
  [`/${name}/{id}`]: {
    parameters: [id],
    get: {
      operationId: `read ${name}`,
      responses: { 200: answer(object({ id: integer, ...own })), 400: failure, 404: failure },
    },
  },
});
const document = {
  openapi: '3.1.1',
  info: { title: 'Gym', version: '1' },
  paths: {
    // What is named comes after what names it.
    ...collection(
      'bookings',
      { memberId: integer, classIds: { type: 'array', items: integer, minItems: 1, maxItems: 1 } },
      { 409: failure },
    ),
    ...collection('members', { email: { type: 'string', format: 'email' } }, { 409: failure }),
    ...collection('classes', { title: { type: 'string', minLength: 1 } }),
  },
} as unknown as JsonObject;

type Stored = Record<string, unknown>;

function implement(isBookingLost = false): (request: Request) => Promise<Response> {
  const all: Record<string, Map<number, Stored>> = { members: new Map(), classes: new Map(), bookings: new Map() };
  let last = 0;
  const refuse = (status: number) => new Response(null, { status });
  const has = (name: string, one: unknown) => typeof one === 'number' && all[name]!.has(one);
  return async (request) => {
    const [, name = '', own] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    const stored = all[name];
    if (!stored) return refuse(404);
    if (own !== undefined) {
      if (request.method !== 'GET') return refuse(405);
      if (!/^\d+$/.test(own)) return refuse(400);
      const found = stored.get(Number(own));
      return found ? Response.json(found) : refuse(404);
    }
    if (request.method !== 'POST') return refuse(405);
    if (!/^application\/json/i.test(request.headers.get('content-type') ?? 'application/json')) return refuse(400);
    const sent = (await request.json().catch(() => undefined)) as Stored | undefined;
    if (typeof sent !== 'object' || sent === null) return refuse(400);
    const { email, title, memberId, classIds } = sent;
    const values = [...stored.values()];
    if (name === 'members' && (typeof email !== 'string' || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)))
      return refuse(400);
    if (name === 'members' && values.some((one) => one.email === email)) return refuse(409);
    if (name === 'classes' && (typeof title !== 'string' || title === '')) return refuse(400);
    if (name === 'bookings') {
      const [first, ...others] = Array.isArray(classIds) ? (classIds as unknown[]) : [];
      if (!has('members', memberId) || !has('classes', first) || others.length > 0) return refuse(400);
      if (values.some((one) => (one.classIds as number[])[0] === first)) return refuse(409);
    }
    const made = { id: (last += 1), ...sent };
    if (!isBookingLost || name !== 'bookings') stored.set(made.id, made);
    return Response.json(made, { status: 201 });
  };
}

test.each([undefined, ['create bookings'], ['read bookings']])(
  'where %j is asked for, it is exercised',
  async (operations) => {
    const cases = await checkDocument(document, implement(), undefined, { selection: { operations } });
    const own = cases.filter(({ operationId }) =>
      (operations ?? ['create bookings', 'read bookings']).includes(operationId),
    );
    expect(own.filter(({ outcome }) => outcome === 'failed').map((one) => one.case)).toEqual([]);
    const lacking = own.filter((one) => one.phase !== 'examples' && one.outcome !== 'passed');
    expect(lacking.map((one) => `${one.case}: ${one.reason}`)).toEqual([]);
  },
);

test('what is lost is found', async () => {
  const cases = await checkDocument(document, implement(true), undefined, { selection: { phases: ['relations'] } });
  expect(cases.filter(({ outcome }) => outcome === 'failed').map((one) => one.case)).toEqual([
    'what it creates is shown',
  ]);
});
