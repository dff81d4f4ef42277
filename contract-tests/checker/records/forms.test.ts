/**
 * An API of forms, as Stripe's is: bodies are `application/x-www-form-urlencoded` with brackets, POST at the path of a record
 * changes it, `created[gte]` is a bound, lists are read forwards and backwards, `expand[]` shows a record in the place of its
 * id, and words say when a member is wanted.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const form = 'application/x-www-form-urlencoded';
const text = { type: 'string', minLength: 1, maxLength: 60 };
const address = { ...object([], { city: text, line1: text }), additionalProperties: false };
const customer = object(['id', 'created', 'name', 'address', 'tags'], {
  id: { type: 'string' },
  created: { type: 'integer', description: 'Unix seconds.' },
  name: text,
  address,
  tags: { type: 'array', items: text },
});
const payment = object(['id', 'customer', 'status', 'method'], {
  id: { type: 'string' },
  customer: { anyOf: [{ type: 'string' }, customer] },
  status: { type: 'string', enum: ['open', 'paid'] },
  method: { type: ['string', 'null'] },
});
const failure = { description: 'Refused' };
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const deep = { style: 'deepObject', explode: true };
const fields = { name: text, address, tags: { type: 'array', items: text, maxItems: 5 } };
const body = (schema: object, required = false) => ({
  required,
  content: { [form]: { schema: { ...schema, additionalProperties: false }, encoding: { address: deep, tags: deep } } },
});
const bound = { type: 'integer' };
const document = {
  openapi: '3.1.0',
  info: { title: 'Payments', version: '1' },
  paths: {
    '/v1/customers': {
      get: {
        operationId: 'listCustomers',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 10 } },
          { name: 'starting_after', in: 'query', schema: text },
          { name: 'ending_before', in: 'query', schema: text },
          {
            name: 'created',
            in: 'query',
            ...deep,
            schema: { ...object([], { gte: bound, lt: bound }), additionalProperties: false },
          },
        ],
        responses: {
          200: answer(
            object(['data', 'has_more'], { data: { type: 'array', items: customer }, has_more: { type: 'boolean' } }),
          ),
          400: failure,
        },
      },
      post: {
        operationId: 'createCustomer',
        requestBody: body(object(['name'], fields), true),
        responses: { 200: answer(customer), 400: failure },
      },
    },
    '/v1/customers/{id}': {
      parameters: [inPath],
      get: { operationId: 'getCustomer', responses: { 200: answer(customer), 404: failure } },
      post: {
        operationId: 'updateCustomer',
        requestBody: body(object([], fields)),
        responses: { 200: answer(customer), 400: failure, 404: failure },
      },
    },
    '/v1/payments': {
      post: {
        operationId: 'createPayment',
        requestBody: body(object(['customer'], { customer: text }), true),
        responses: { 200: answer(payment), 400: failure },
      },
    },
    '/v1/payments/{id}': {
      parameters: [inPath],
      get: {
        operationId: 'getPayment',
        parameters: [
          { name: 'expand[]', in: 'query', schema: { type: 'array', items: { type: 'string', enum: ['customer'] } } },
        ],
        responses: { 200: answer(payment), 400: failure, 404: failure },
      },
    },
    '/v1/payments/{id}/confirm': {
      parameters: [inPath],
      post: {
        operationId: 'confirmPayment',
        description: 'Without a `method`, here or before, it is a 400.',
        requestBody: body(object([], { method: { type: 'string', enum: ['card', 'declined_card'] } })),
        responses: { 200: answer(payment), 400: failure, 402: failure, 404: failure, 409: failure },
      },
    },
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'an update is only answered': 'updateCustomer: what it changes is changed',
  'an update empties what it leaves out': 'updateCustomer: what it leaves out stays',
  'the bound is left out': 'listCustomers: list: filter created[gte]',
  'a confirmation is not kept': 'confirmPayment: what it changes is changed',
  'backwards begins at the newest': 'listCustomers: list: it is read backwards, too',
  'what is expanded is what it was': 'getPayment: expand[]=customer shows these',
} as const;

type Fault = keyof typeof faults;
type Row = Record<string, unknown> & { id: string };

/** Undefined for a form with a field that is unknown, or none. */
function readForm(sent: string, known: readonly string[]): Record<string, unknown> | undefined {
  const found: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(sent)) {
    const [, outer = '', inner] = /^(\w+)(?:\[(\w+)\])?$/.exec(name) ?? [];
    if (!known.includes(outer) || value === '' || [...value].length > 60) return undefined;
    if (outer === 'address' && (inner === 'city' || inner === 'line1'))
      found[outer] = { ...(found[outer] as object), [inner]: value };
    else if (outer === 'tags' && /^\d$/.test(inner ?? ''))
      found[outer] = [...((found[outer] as string[]) ?? []), value];
    else if (inner === undefined && outer !== 'address' && outer !== 'tags' && !(outer in found)) found[outer] = value;
    else return undefined;
  }
  return ((found.tags as string[]) ?? []).length > 5 ? undefined : found;
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const customers: Row[] = [];
  const payments: Row[] = [];
  /** Customers as they were created. */
  const firsts: Row[] = [];
  const refuse = (status: number) => new Response(null, { status });
  const list = ({ searchParams }: URL): Response => {
    const limit = Number(searchParams.get('limit') ?? 10);
    const numbers = ['created[gte]', 'created[lt]'].map((name) => searchParams.get(name));
    const known = ['limit', 'created[gte]', 'created[lt]', 'starting_after', 'ending_before'];
    const isKnown = [...searchParams.keys()].every((name) => known.includes(name));
    if (!isKnown || !(Number.isInteger(limit) && limit >= 1 && limit <= 100)) return refuse(400);
    if (numbers.some((one) => one !== null && !/^-?\d+$/.test(one))) return refuse(400);
    const [least = -Infinity, below = Infinity] = numbers.map((one) => (one === null ? undefined : Number(one)));
    const isLate = (created: number) => (fault === 'the bound is left out' ? created > least : created >= least);
    const data = customers.filter(({ created }) => isLate(Number(created)) && Number(created) < below);
    const [after, before] = ['starting_after', 'ending_before'].map((name) =>
      searchParams.has(name) ? data.findIndex(({ id }) => id === searchParams.get(name)) : undefined,
    );
    if (after === -1 || before === -1) return refuse(400);
    if (before === undefined) {
      const rest = data.slice((after ?? -1) + 1);
      return Response.json({ data: rest.slice(0, limit), has_more: rest.length > limit });
    }
    const from = fault === 'backwards begins at the newest' ? 0 : Math.max(0, before - limit);
    return Response.json({ data: data.slice(from, Math.min(before, from + limit)), has_more: from > 0 });
  };
  return async (request) => {
    const url = new URL(request.url);
    const [, , noun, id, verb] = decodeURIComponent(url.pathname).split('/');
    if (request.method === 'GET' && id === undefined) return list(url);
    const own = (noun === 'customers' ? customers : payments).find((one) => one.id === id);
    if (id !== undefined && !own) return refuse(404);
    if (request.method === 'GET') {
      const named = url.searchParams.getAll('expand[]');
      if (named.length === 0) return Response.json(own);
      if (noun !== 'payments' || named.some((one) => one !== 'customer')) return refuse(400);
      const found = (fault === 'what is expanded is what it was' ? firsts : customers).find(
        ({ id: one }) => one === own!.customer,
      );
      return Response.json({ ...own, customer: found });
    }
    const sent = await request.text();
    if (sent !== '' && !request.headers.get('content-type')?.toLowerCase().startsWith(form)) return refuse(400);
    const known = noun === 'customers' ? ['name', 'address', 'tags'] : verb ? ['method'] : ['customer'];
    const values = readForm(sent, known);
    if (!values) return refuse(400);
    if (own && verb === 'confirm') {
      const method = values.method ?? own.method;
      if (!['card', 'declined_card'].includes(String(method))) return refuse(400);
      if (own.status === 'paid') return refuse(409);
      if (method === 'declined_card') return refuse(402);
      const paid = { ...own, method, status: 'paid' };
      if (fault !== 'a confirmation is not kept') Object.assign(own, paid);
      return Response.json(paid);
    }
    if (own) {
      const emptied = fault === 'an update empties what it leaves out' ? { address: {}, tags: [] } : {};
      const changed = { ...own, ...emptied, ...values };
      if (fault !== 'an update is only answered') Object.assign(own, changed);
      return Response.json(changed);
    }
    if (noun === 'payments') {
      if (!customers.some((one) => one.id === values.customer)) return refuse(400);
      const made = { id: `pay_${payments.length}`, customer: values.customer, status: 'open', method: null };
      payments.push(made);
      return Response.json(made);
    }
    if (values.name === undefined) return refuse(400);
    // A second between two.
    const created = Math.floor(Date.now() / 1000) - 1000 + customers.length;
    const made = { id: `cus_${customers.length}`, created, address: {}, tags: [], ...values };
    customers.push(made);
    firsts.push({ ...made });
    return Response.json(made);
  };
}

test('a server that keeps the document › no case fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement());
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining(Object.values(faults)));
  const reached = cases.filter(({ outcome }) => outcome === 'passed').map(({ operationId }) => operationId);
  expect(reached).toContain('confirmPayment');
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  const options = title.includes(': list: ') ? relations : relationsOf(title);
  expect(failing(await checkDocument(document, implement(fault as Fault), undefined, options))).toContain(title);
});
