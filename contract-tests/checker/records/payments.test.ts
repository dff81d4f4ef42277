/**
 * Lists of which a chapter of the document speaks: filters and orders of values that differ only where the check makes
 * them differ, since each record is made from one example; totals that are asked for; links that keep the filter.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const chapter = `Payments that were made.

### Queries
- \`filter\`: only what an expression holds for, such as \`amount gt 100\` or \`memo eq 'Rent'\`,
- \`orderby\`: names of members, each followed by \`asc\` (which is assumed) or \`desc\`, separated by commas,
- \`count=true\`: adds \`count\`, the number of all items that the filter holds for.

### Filters
The operators are \`eq\`, \`gt\`, \`ge\`, \`lt\` and \`le\`. Amounts are compared as numbers, and instants
(\`2026-02-01T00:00:00Z\`, without quotes) by time. \`null\` can be compared with \`eq\`. Comparisons are joined by \`and\` and \`or\`; \`and\` binds tighter than
\`or\`.`;

const amount = { type: 'string', pattern: String.raw`^[0-9]{1,6}\.[0-9]{2}$` };
const fields = {
  amount,
  memo: { type: 'string', minLength: 1, maxLength: 60 },
  paidAt: { type: 'string', format: 'date-time' },
  tag: { type: ['string', 'null'], minLength: 1, maxLength: 20 },
};
const payment = object(['id', ...Object.keys(fields)], { id: { type: 'string' }, ...fields });
const page = object(['value'], {
  value: { type: 'array', items: payment },
  count: { type: 'integer', description: 'How many items there are on all pages.' },
  nextLink: { type: 'string', description: 'The URL of the next page; left out on the last one.' },
});
const query = (name: string, schema: JsonObject, description: string) => ({ name, in: 'query', description, schema });

const document = {
  openapi: '3.1.0',
  info: { title: 'Payments', version: '1', description: chapter },
  paths: {
    '/payments': {
      post: {
        operationId: 'pay',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: object(Object.keys(fields), fields),
              example: { amount: '10.00', memo: 'Rent', paidAt: '2026-03-01T09:30:00Z', tag: null },
            },
          },
        },
        responses: { 201: { description: 'It', content: content(payment) }, 400: { description: 'Refused' } },
      },
      get: {
        operationId: 'listPayments',
        description:
          'By `paidAt`, newest first, unless `orderby` says otherwise. Can be filtered and ordered by `amount`, `memo`, `tag` and `paidAt`.',
        parameters: [
          query('filter', { type: 'string' }, 'A filter expression.'),
          query('orderby', { type: 'string' }, 'What to order by, such as `memo desc`.'),
          query('count', { type: 'boolean', default: false }, 'Whether to count.'),
          query('top', { type: 'integer', minimum: 1, maximum: 100, default: 50 }, 'How many to show.'),
          query('skip', { type: 'integer', minimum: 0, default: 0 }, 'How many to skip before.'),
        ],
        responses: { 200: { description: 'A page', content: content(page) }, 400: { description: 'Refused' } },
      },
    },
    '/payments/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getPayment',
        responses: { 200: { description: 'It', content: content(payment) }, 404: { description: 'None' } },
      },
    },
  },
} as unknown as JsonObject;

/** Faults, and the part of the list that finds each. */
const faults = {
  'ge is gt': 'filter filter: at least',
  'amounts are compared as texts': 'filter filter: less',
  'or binds tighter than and': 'filter filter: precedence',
  'null is a text': 'filter filter: null',
  'amounts are ordered as texts': 'order amount',
  'only the first order counts': 'several orders',
  'the oldest comes first': 'its order is what is said of it',
  'the link to the next page loses the filter': 'its links lead to the other pages',
  'the last page leads to one without items': 'its links lead to the other pages',
  'the total is that of the page': 'its total is that of all pages',
  'the total is one of all, whatever the filter': 'filter filter: equal',
} as const;

type Fault = keyof typeof faults;
type Payment = { id: string; amount: string; memo: string; paidAt: string; tag: string | null };
type Keeps = (one: Payment) => boolean;

/** @throws {SyntaxError} */
function comparison(text: string, fault?: Fault): Keeps {
  const [, name = '', operator = '', literal = ''] = /^(\w+) (eq|gt|ge|lt|le) ('[^']*'|[\w.:+-]+)$/.exec(text) ?? [];
  const isText = name === 'memo' || name === 'tag';
  const isNull = literal === 'null';
  if (!['amount', 'memo', 'paidAt', 'tag'].includes(name)) throw new SyntaxError(text);
  if (!isNull && isText !== literal.startsWith("'")) throw new SyntaxError(text);
  if (isNull && fault !== 'null is a text') return (one) => operator === 'eq' && one[name as 'tag'] === null;
  const isAsText = isText || (name === 'amount' && fault === 'amounts are compared as texts');
  const read = (value: string): string | number =>
    isAsText ? value : name === 'amount' ? Number(value) : Date.parse(value);
  const wanted = read(literal.replaceAll("'", ''));
  if (typeof wanted === 'number' && Number.isNaN(wanted)) throw new SyntaxError(text);
  return (one) => {
    const value = one[name as 'tag'];
    if (value === null) return false;
    const shown = read(value);
    if (operator === 'eq') return shown === wanted;
    if (operator === 'gt' || (operator === 'ge' && fault === 'ge is gt')) return shown > wanted;
    if (operator === 'ge') return shown >= wanted;
    return operator === 'lt' ? shown < wanted : shown <= wanted;
  };
}

function expression(text: string, fault?: Fault): Keeps {
  const [outer, inner] = fault === 'or binds tighter than and' ? [' and ', ' or '] : [' or ', ' and '];
  const parts = text.split(outer).map((part) => part.split(inner).map((one) => comparison(one, fault)));
  return outer === ' or '
    ? (one) => parts.some((part) => part.every((keeps) => keeps(one)))
    : (one) => parts.every((part) => part.some((keeps) => keeps(one)));
}

/** @throws {SyntaxError} */
function orderOf(text: string, fault?: Fault): (one: Payment, other: Payment) => number {
  const orders = text.split(',').map((one) => {
    const [, name = '', direction] = /^(amount|memo|paidAt|tag)(?: (asc|desc))?$/.exec(one) ?? [];
    if (name === '') throw new SyntaxError(text);
    const isNumber = name === 'amount' && fault !== 'amounts are ordered as texts';
    return (left: Payment, right: Payment): number => {
      const [first, second] = [left, right].map((item) => item[name as 'tag'] ?? '') as [string, string];
      const by = isNumber ? Number(first) - Number(second) : first < second ? -1 : Number(first > second);
      return direction === 'desc' ? -by : by;
    };
  });
  const counting = fault === 'only the first order counts' ? orders.slice(0, 1) : orders;
  return (one, other) => counting.map((by) => by(one, other)).find((by) => by !== 0) ?? 0;
}

function listed(payments: readonly Payment[], url: URL, fault?: Fault): Response {
  const { searchParams: given } = url;
  const filter = given.get('filter');
  const [top, skip] = [Number(given.get('top') ?? 50), Number(given.get('skip') ?? 0)];
  const isRight = Number.isInteger(top) && top >= 1 && top <= 100 && Number.isInteger(skip) && skip >= 0;
  if (!isRight || !['true', 'false', null].includes(given.get('count'))) return new Response(null, { status: 400 });
  try {
    const order = given.get('orderby') ?? (fault === 'the oldest comes first' ? 'paidAt' : 'paidAt desc');
    const kept = payments
      .filter(filter === null ? () => true : expression(filter, fault))
      .toSorted(orderOf(order, fault));
    const value = kept.slice(skip, skip + top);
    const next = new URL(url);
    next.searchParams.set('skip', String(skip + top));
    if (fault === 'the link to the next page loses the filter') next.searchParams.delete('filter');
    const counted = fault === 'the total is one of all, whatever the filter' ? payments : kept;
    return Response.json({
      value,
      ...(given.get('count') === 'true' && {
        count: fault === 'the total is that of the page' ? value.length : counted.length,
      }),
      ...((kept.length > skip + top || fault === 'the last page leads to one without items') && {
        nextLink: `${next.pathname}${next.search}`,
      }),
    });
  } catch {
    return new Response(null, { status: 400 });
  }
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const payments: Payment[] = [];
  return async (request) => {
    const url = new URL(request.url);
    const [, , id] = url.pathname.split('/').map(decodeURIComponent);
    if (id !== undefined) {
      const found = payments.find((one) => one.id === id);
      if (request.method !== 'GET') return new Response(null, { status: 405 });
      return found ? Response.json(found) : new Response(null, { status: 404 });
    }
    if (request.method === 'GET') return listed(payments, url, fault);
    const { amount: sent, memo, paidAt, tag = null } = (await jsonObjectIn(request)) ?? {};
    const isRight =
      (tag === null || (typeof tag === 'string' && tag !== '' && [...tag].length <= 20)) &&
      typeof sent === 'string' &&
      new RegExp(amount.pattern).test(sent) &&
      typeof memo === 'string' &&
      memo !== '' &&
      [...memo].length <= 60 &&
      typeof paidAt === 'string' &&
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i.test(paidAt) &&
      // A day that its month does not have is read as one of the next month.
      new Date(paidAt.slice(0, 10)).toISOString().startsWith(paidAt.slice(0, 10));
    if (!isRight) return new Response(null, { status: 400 });
    payments.push({ id: `p${payments.length + 1}`, amount: sent, memo, paidAt, tag });
    return Response.json(payments.at(-1), { status: 201 });
  };
}

const partOf = (name: string): string => `listPayments: list: ${name}`;

test('a server that keeps to the chapter › each part of it is tried, and none fails', async () => {
  const cases = await checkDocument(document, implement());
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))].map(partOf)));
});

test.concurrent.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, part) => {
  const cases = await checkDocument(document, implement(fault), undefined, relations);
  expect(failing(cases)).toContain(partOf(part));
});
