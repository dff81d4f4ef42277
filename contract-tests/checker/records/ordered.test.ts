/** Two members of a record in an order that only words say: which sentences are read, and what is tried. */
import { describe, expect, test } from 'vitest';
import { orderIn } from '../../../src/checker/phases/relations/made/ordered.js';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const members = ['issueDate', 'dueDate', 'check_in', 'check_out', 'minPrice', 'maxPrice', 'endsAt'];
const order = (...given: Parameters<typeof orderIn>) => {
  const found = orderIn(...given);
  return found && `${found.first} <= ${found.second}`;
};

describe('a sentence about two members', () => {
  test.each([
    ['dueDate must not be before issueDate', 'issueDate <= dueDate'],
    ['After the change dueDate must still be after issueDate', undefined],
    ['The dueDate cannot be earlier than the issueDate', 'issueDate <= dueDate'],
    [
      'It is an error (422) to name a customer that does not exist or a dueDate earlier than the issueDate',
      'issueDate <= dueDate',
    ],
    ['The check-out has to be later than the check-in', 'check_in <= check_out'],
    ['The check-out date must be strictly after the check-in date', 'check_in <= check_out'],
    ['Rejected if check_out is not after check_in', 'check_in <= check_out'],
    ['Fails with 400 when check_in is on or after check_out', 'check_in <= check_out'],
    ['It can be refused if check_out is before check_in', 'check_in <= check_out'],
    ['minPrice may not be greater than maxPrice', 'minPrice <= maxPrice'],
    ['minPrice must be less than maxPrice', 'minPrice <= maxPrice'],
    ['A check_in must never be after the check_out', 'check_in <= check_out'],
    ['check_out may be before check_in', undefined],
    ['check_out is before check_in', undefined],
    ['Refused with 422 if the dates do not fit (check_out later than check_in, at most 28 days)', undefined],
    ['Refused with 422 if the dates do not fit (check_out must be later than check_in)', 'check_in <= check_out'],
    ['check_out must not be before the check_in of another stay', undefined],
    ['Refused unless check_out is after check_in', undefined],
    ['dueDate is 14 days after issueDate', undefined],
    ['dueDate must be at most 14 days after issueDate', undefined],
    ['The invoice must be paid before dueDate', undefined],
    ['Cancellation is refused after check_in', undefined],
    ['The total must not be more than maxPrice', undefined],
    ['dueDate must not be before today', undefined],
  ])('%s', (sentence, expected) => {
    expect(order(sentence, members)).toBe(expected);
  });

  test.each([
    ['check-out is not after check-in', 'check_in <= check_out'],
    ['dueDate before issueDate', 'issueDate <= dueDate'],
    ['The dueDate must be after the issueDate', 'issueDate <= dueDate'],
  ])('of a refusal: %s', (sentence, expected) => {
    expect(order(sentence, members, { isRefusal: true })).toBe(expected);
  });

  test.each([
    ['Must be after check_in', 'check_out', 'check_in <= check_out'],
    ['If given: not before issueDate, and 2099-12-31 at the latest', 'dueDate', 'issueDate <= dueDate'],
    ['Must lie after check_in, by no more than 28 days', 'check_out', 'check_in <= check_out'],
    ['Later than check_in', 'endsAt', 'check_in <= endsAt'],
    ['No change is possible after check_in', 'check_out', undefined],
    ['Charged after check_in', 'maxPrice', undefined],
  ])('of the description of a member: %s', (sentence, subject, expected) => {
    expect(order(sentence, members, { subject })).toBe(expected);
  });
});

const date = { type: 'string', format: 'date' };
const failure = { description: 'Refused' };
const stay = { check_in: date, check_out: { ...date, description: 'Must be after check_in.' } };
const priced = { least: { type: 'integer', minimum: 1 }, most: { type: 'integer', minimum: 1 } };
const shown = (own: object) => ({
  description: 'It',
  content: content(object(['id'], { id: { type: 'integer' }, ...own })),
});
const collection = (name: string, own: object, description: string) => {
  const body = { required: true, content: content(object([], own)) };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const whole = { required: true, content: content(object(Object.keys(own), own)) };
  return {
    [`/${name}`]: {
      post: {
        operationId: `create ${name}`,
        description,
        requestBody: whole,
        responses: { 201: shown(own), 400: failure },
      },
    },
    [`/${name}/{id}`]: {
      parameters: [id],
      get: { operationId: `read ${name}`, responses: { 200: shown(own), 404: failure } },
      patch: {
        operationId: `change ${name}`,
        requestBody: body,
        responses: { 200: shown(own), 400: failure, 404: failure },
      },
    },
  };
};
const document = {
  openapi: '3.1.1',
  info: { title: 'Hotel', version: '1' },
  paths: {
    ...collection('stays', stay, 'Books a stay.'),
    ...collection('rates', priced, '400 if least is greater than most.'),
  },
} as unknown as JsonObject;

const faults = {
  'a stay that ends before it begins': 'create stays: check_in is not after check_out',
  'a change to such a stay': 'change stays: check_in is not after check_out',
  'a range that is none': 'create rates: least is not after most',
};

function implement(fault?: keyof typeof faults): (request: Request) => Promise<Response> {
  const all: Record<string, Record<string, unknown>[]> = { stays: [], rates: [] };
  const isWrong = (kind: string, one: Record<string, unknown>) =>
    kind === 'stays'
      ? [one.check_in, one.check_out].some((day) => typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day))
      : [one.least, one.most].some((number) => !Number.isInteger(number) || Number(number) < 1);
  const isReversed = (kind: string, { check_in, check_out, least, most }: Record<string, unknown>) =>
    kind === 'stays' ? String(check_out) <= String(check_in) : Number(least) > Number(most);
  return async (request) => {
    const [, kind = '', own] = new URL(request.url).pathname.split('/');
    const stored = all[kind];
    const refuse = (status: number) => new Response(null, { status });
    const found = stored?.find(({ id }) => String(id) === own);
    if (!stored || (own !== undefined && !found)) return refuse(404);
    if (request.method === 'GET' && found) return Response.json(found);
    const sent: unknown = await request.json().catch(() => undefined);
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return refuse(400);
    const whole = { ...found, ...sent };
    if (isWrong(kind, whole)) return refuse(400);
    const isTaken =
      kind === 'rates'
        ? fault === 'a range that is none'
        : fault === (found ? 'a change to such a stay' : 'a stay that ends before it begins');
    if (isReversed(kind, whole) && !isTaken) return refuse(400);
    if (found) return Response.json(Object.assign(found, sent));
    const made = { ...sent, id: stored.length + 1 };
    stored.push(made);
    return Response.json(made, { status: 201 });
  };
}

test('a server that keeps the order › passes', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining(Object.values(faults)));
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  expect(
    failing(await checkDocument(document, implement(fault as keyof typeof faults), undefined, relations)),
  ).toContain(title);
});
