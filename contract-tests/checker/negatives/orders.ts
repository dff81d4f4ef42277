/**
 * An API of one operation that has every kind of rule, and a server that keeps them all, each by a check of its own:
 * without one of them it accepts just that one invalid thing.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../../src/openapi/document.js';

const failure = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } };
const response = (schema: JsonObject): JsonObject => ({ description: '', content: { 'application/json': { schema } } });

export const example = {
  amount: 20,
  currency: 'USD',
  kind: 'order',
  code: 'AB',
  note: 'some text',
  born: '2000-01-31',
  tags: ['a'],
  buyer: { name: 'Ada' },
};

const body: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'currency', 'buyer'],
  properties: {
    amount: { type: 'integer', minimum: 1, maximum: 100, multipleOf: 5 },
    currency: { type: 'string', enum: ['USD', 'EUR'] },
    kind: { const: 'order' },
    code: { type: 'string', pattern: '^[A-Z]{2}$' },
    note: { type: 'string', minLength: 2, maxLength: 20 },
    born: { type: 'string', format: 'date', 'x-provenance': { status: 'assumed', source: 'page', note: 'A guess.' } },
    tags: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2, uniqueItems: true },
    buyer: { type: 'object', required: ['name'], properties: { name: { type: ['string', 'null'] } } },
  },
};

const uuid = '4d09b7e2-c561-4f38-8a0d-93e2f6b71c54';
const parameter = (place: string, name: string, schema: JsonObject, given: string | number): JsonObject => ({
  name,
  in: place,
  required: true,
  schema,
  example: given,
});

export const ordersDocument: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Orders', version: '1' },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'x-key' },
    },
  },
  security: [{ token: [], key: [] }],
  paths: {
    '/orders/{id}': {
      post: {
        operationId: 'order',
        parameters: [
          parameter('path', 'id', { type: 'string', format: 'uuid' }, uuid),
          parameter('query', 'limit', { type: 'integer', minimum: 1, maximum: 10 }, 5),
          parameter('header', 'X-Trace', { type: 'string', pattern: '^[a-f]+$' }, 'abc'),
          parameter('cookie', 'sid', { type: 'string', minLength: 3 }, 'abcdef'),
        ],
        requestBody: { required: true, content: { 'application/json': { schema: body, example } } },
        responses: {
          200: response({ type: 'object' }),
          400: response(failure),
          401: response(failure),
          404: response(failure),
        },
      },
    },
  },
};

export const credentials = { token: 'a.real.token-1234567890', key: 'a-real-key-1234567890' };

export interface Call {
  method: string;
  id: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  sid: string | undefined;
  bytes: Buffer;
  /** The body, once it has been read. */
  json?: any;
}

type Check = (call: Call) => boolean;

const isText = (value: unknown) => typeof value === 'string';
const absentOr = (value: unknown, holds: (value: any) => boolean) => value === undefined || holds(value);
const isDate = (text: string) => {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(+date) && date.toISOString().startsWith(text);
};

function readsJson(call: Call): boolean {
  if (call.bytes.length === 0) return true;
  try {
    call.json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.bytes));
    return true;
  } catch {
    call.json = example;
    return false;
  }
}

/** In this order, each with the status that its breach is answered with. */
export const checks: Readonly<Record<string, readonly [status: number, keeps: Check]>> = {
  method: [405, ({ method }) => method === 'POST'],
  'bearer is there': [401, ({ headers }) => headers.authorization !== undefined],
  'bearer is a bearer': [401, ({ headers: { authorization: a } }) => a === undefined || /^Bearer( |$)/.test(a)],
  'bearer is the one': [
    401,
    ({ headers: { authorization: a } }) => absentOr(a, (text) => text.split(' ')[1] === credentials.token),
  ],
  'key is there': [401, ({ headers }) => headers['x-key'] !== undefined],
  'key is the one': [401, ({ headers }) => absentOr(headers['x-key'], (key) => key === credentials.key)],
  'id is a uuid': [400, ({ id }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)],
  'id is known': [404, ({ id }) => id === uuid || !/^[0-9a-f-]{36}$/.test(id)],
  'limit is there': [400, ({ query }) => query.has('limit')],
  'limit is a number': [400, ({ query }) => !query.has('limit') || /^\d+$/.test(query.get('limit') ?? '')],
  'limit is at least 1': [400, ({ query }) => !(Number(query.get('limit') ?? 1) < 1)],
  'limit is at most 10': [400, ({ query }) => !(Number(query.get('limit') ?? 1) > 10)],
  'trace is there': [400, ({ headers }) => headers['x-trace'] !== undefined],
  'trace is of its pattern': [400, ({ headers }) => absentOr(headers['x-trace'], (trace) => /^[a-f]+$/.test(trace))],
  'sid is there': [400, ({ sid }) => sid !== undefined],
  'sid is long enough': [400, ({ sid }) => absentOr(sid, (text) => text.length >= 3)],
  'content type': [400, ({ headers }) => headers['content-type'] === 'application/json'],
  'body is there': [400, (call) => call.bytes.length > 0],
  'body is JSON': [400, (call) => readsJson(call)],
  'body is an object': [
    400,
    (call) => {
      const isObject = typeof call.json === 'object' && call.json !== null && !Array.isArray(call.json);
      if (!isObject) call.json = example;
      return isObject;
    },
  ],
  'nothing unknown': [400, ({ json }) => Object.keys(json).every((name) => name in example)],
  'amount is there': [400, ({ json }) => 'amount' in json],
  'amount is a number': [400, ({ json }) => absentOr(json.amount, (amount) => typeof amount === 'number')],
  'amount is whole': [400, ({ json }) => typeof json.amount !== 'number' || Number.isInteger(json.amount)],
  'amount is at least 1': [400, ({ json }) => !(json.amount < 1)],
  'amount is at most 100': [400, ({ json }) => !(json.amount > 100)],
  'amount is in fives': [400, ({ json }) => !Number.isInteger(json.amount) || json.amount % 5 === 0],
  'currency is there': [400, ({ json }) => 'currency' in json],
  'currency is listed': [400, ({ json }) => !isText(json.currency) || /^(usd|eur)$/i.test(json.currency)],
  'currency in its case': [400, ({ json }) => !isText(json.currency) || !/^(usd|eur)$/.test(json.currency)],
  'currency is text': [400, ({ json }) => absentOr(json.currency, isText)],
  'kind is order': [400, ({ json }) => absentOr(json.kind, (kind) => kind === 'order')],
  'code is of its pattern': [400, ({ json }) => !isText(json.code) || /[A-Z]{2}$/.test(json.code)],
  'code is anchored': [400, ({ json }) => !isText(json.code) || !/^.+[A-Z]{2}$/.test(json.code)],
  'code is text': [400, ({ json }) => absentOr(json.code, isText)],
  'note is long enough': [400, ({ json }) => !isText(json.note) || json.note.length >= 2],
  'note is short enough': [400, ({ json }) => !isText(json.note) || json.note.length <= 20],
  'note is not null': [400, ({ json }) => json.note !== null],
  'note is text': [400, ({ json }) => json.note === null || absentOr(json.note, isText)],
  'born is a date': [400, ({ json }) => !isText(json.born) || /^\d{4}-\d\d-\d\d$/.test(json.born)],
  'born is in the calendar': [
    400,
    ({ json }) => !isText(json.born) || !/^\d{4}-\d\d-\d\d$/.test(json.born) || isDate(json.born),
  ],
  'born is text': [400, ({ json }) => absentOr(json.born, isText)],
  'tags are a list': [400, ({ json }) => absentOr(json.tags, Array.isArray)],
  'tags are text': [400, ({ json }) => !Array.isArray(json.tags) || json.tags.every(isText)],
  'tags are not none': [400, ({ json }) => json.tags?.length !== 0],
  'tags are not many': [400, ({ json }) => !(Array.isArray(json.tags) && json.tags.length > 2)],
  'no tag twice': [400, ({ json }) => !Array.isArray(json.tags) || new Set(json.tags).size === json.tags.length],
  'buyer is there': [400, ({ json }) => 'buyer' in json],
  'buyer is an object': [400, ({ json }) => absentOr(json.buyer, (buyer) => buyer?.constructor === Object)],
  'buyer has a name': [400, ({ json }) => json.buyer?.constructor !== Object || 'name' in json.buyer],
  'name is text': [
    400,
    ({ json: { buyer } }) => !buyer || !('name' in Object(buyer)) || buyer.name === null || isText(buyer.name),
  ],
};

export interface Orders {
  url: URL;
  close(): void;
}

/** @param answer May answer in place of the server, with the name of the check that failed. */
export async function serveOrders(
  without: string | undefined,
  answer: (broken: string | undefined, outgoing: ServerResponse) => boolean = () => false,
): Promise<Orders> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const call = readCall(incoming, Buffer.concat(chunks));
    const broken = Object.entries(checks)
      .filter(([, [, keeps]]) => !keeps(call))
      .map(([name]) => name);
    const name = broken.find((one) => one !== without);
    if (answer(name, outgoing)) return;
    const [status] = (name && checks[name]) || [200];
    outgoing.writeHead(status, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(name ? { error: name } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function readCall({ method = '', url = '', headers }: IncomingMessage, bytes: Buffer): Call {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const sid = /(?:^|; )sid=([^;]*)/.exec(headers.cookie ?? '')?.[1];
  const call = { method, id: pathname.split('/')[2] ?? '', query: searchParams, headers, sid, bytes, json: example };
  return call;
}
