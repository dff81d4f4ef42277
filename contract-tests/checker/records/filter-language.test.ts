/** Filters in a language that only words show: comparisons, `and`, `or`, `not`, parentheses, and what is no expression. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const language = `Keeps what satisfies an expression, such as \`amount gt 100 and currency eq 'EUR'\`, with the operators
\`eq\`, \`ne\`, \`gt\`, \`ge\`, \`lt\` and \`le\`, \`contains(note,'rent')\`, \`startswith\`, \`endswith\`, \`and\`, \`or\`,
\`not\`, and parentheses. \`note\` is compared without regard to case. An expression that cannot be read is refused with 400.`;

const transfer = object(['amount', 'currency', 'note'], {
  id: { type: 'string', readOnly: true },
  amount: { type: 'integer', minimum: 1, maximum: 100_000 },
  currency: { type: 'string', enum: ['EUR', 'USD', 'JPY'] },
  note: { type: 'string', minLength: 1, maxLength: 60 },
});

const document = (words: string): JsonObject =>
  ({
    openapi: '3.1.0',
    info: { title: 'Transfers', version: '1' },
    paths: {
      '/transfers': {
        post: {
          operationId: 'createTransfer',
          requestBody: { required: true, content: content(transfer) },
          responses: { 201: { description: 'It', content: content(transfer) }, 400: { description: 'Refused' } },
        },
        get: {
          operationId: 'listTransfers',
          parameters: [{ name: 'filter', in: 'query', description: words, schema: { type: 'string' } }],
          responses: {
            200: { description: 'All', content: content({ type: 'array', items: transfer }) },
            400: { description: 'Refused' },
          },
        },
      },
      '/transfers/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: {
          operationId: 'getTransfer',
          responses: { 200: { description: 'It', content: content(transfer) }, 404: { description: 'None' } },
        },
      },
    },
  }) as unknown as JsonObject;

/** Faults, and the part of the list that finds each. */
const faults = {
  'ne is eq': 'different',
  'gt is ge': 'more',
  'ge is gt': 'at least',
  'lt is le': 'less',
  'le is lt': 'at most',
  'contains looks at the beginning': 'contains',
  'startswith is contains': 'begins',
  'endswith looks at the beginning': 'ends',
  'capitals count': 'equal',
  'and is or': 'and',
  'only the first comparison counts': 'and',
  'or is and': 'or',
  'not is left out': 'not',
  'parentheses are left out': 'parentheses',
  'what is no expression keeps all': 'broken',
  'what follows an expression is left aside': 'broken',
} as const;

type Fault = keyof typeof faults | 'expressions are refused';
type Transfer = { id: string; amount: number; currency: string; note: string };
type Keeps = (one: Transfer) => boolean;

/** A reader of the language by descent: `or` of `and` of comparisons. */
function read(expression: string, fault?: Fault): Keeps {
  const tokens = expression.match(/'[^']*'|[(),]|[^\s(),']+|'/g) ?? [];
  const next = (wanted?: string): string => {
    const token = tokens.shift();
    if (token === undefined || (wanted !== undefined && token !== wanted)) throw new SyntaxError(expression);
    return token;
  };
  const value = (): string | number => {
    const token = next();
    if (/^'[^']*'$/.test(token)) return token.slice(1, -1);
    if (!/^\d+$/.test(token)) throw new SyntaxError(expression);
    return Number(token);
  };
  const of = (name: string): ((one: Transfer) => string | number) => {
    if (!['amount', 'currency', 'note'].includes(name)) throw new SyntaxError(expression);
    return (one) => one[name as 'amount'];
  };
  const folded = (one: string | number): string =>
    fault === 'capitals count' ? String(one) : String(one).toLowerCase();
  const called = (verb: string): Keeps => {
    next('(');
    const member = of(next());
    next(',');
    const part = folded(value());
    next(')');
    return (one) => {
      const text = folded(member(one));
      if (verb === 'contains')
        return fault === 'contains looks at the beginning' ? text.startsWith(part) : text.includes(part);
      if (verb === 'startswith')
        return fault === 'startswith is contains' ? text.includes(part) : text.startsWith(part);
      return fault === 'endswith looks at the beginning' ? text.startsWith(part) : text.endsWith(part);
    };
  };
  const comparison = (): Keeps => {
    if (tokens[0] === '(') {
      next();
      const inner = either();
      next(')');
      return inner;
    }
    const first = next();
    if (first === 'not') {
      const inner = comparison();
      return fault === 'not is left out' ? inner : (one) => !inner(one);
    }
    if (['contains', 'startswith', 'endswith'].includes(first)) return called(first);
    const [member, operator, wanted] = [of(first), next(), value()];
    return (one) => {
      const [shown, given] = typeof wanted === 'number' ? [member(one), wanted] : [folded(member(one)), folded(wanted)];
      switch (operator) {
        case 'eq':
          return shown === given;
        case 'ne':
          return fault === 'ne is eq' ? shown === given : shown !== given;
        case 'gt':
          return fault === 'gt is ge' ? shown >= given : shown > given;
        case 'ge':
          return fault === 'ge is gt' ? shown > given : shown >= given;
        case 'lt':
          return fault === 'lt is le' ? shown <= given : shown < given;
        case 'le':
          return fault === 'le is lt' ? shown < given : shown <= given;
        default:
          throw new SyntaxError(expression);
      }
    };
  };
  const both = (): Keeps => {
    let left = comparison();
    while (tokens[0] === 'and') {
      next();
      const [one, other] = [left, comparison()];
      if (fault === 'only the first comparison counts') continue;
      left = (item) => (fault === 'and is or' ? one(item) || other(item) : one(item) && other(item));
    }
    return left;
  };
  const either = (): Keeps => {
    let left = both();
    while (tokens[0] === 'or') {
      next();
      const [one, other] = [left, both()];
      left = (item) => (fault === 'or is and' ? one(item) && other(item) : one(item) || other(item));
    }
    return left;
  };
  if (fault === 'parentheses are left out' && / or .* and /.test(expression))
    return read(expression.replaceAll(/[()](?!\w+,)/g, ''));
  const found = either();
  found({ id: '', amount: 1, currency: '', note: '' });
  if (tokens.length > 0 && fault !== 'what follows an expression is left aside') throw new SyntaxError(expression);
  return found;
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const transfers: Transfer[] = [];
  return async (request) => {
    const url = new URL(request.url);
    const [, , id] = url.pathname.split('/').map(decodeURIComponent);
    const found = transfers.find((one) => one.id === id);
    if (id !== undefined && request.method !== 'GET') return new Response(null, { status: 405 });
    if (id !== undefined) return found ? Response.json(found) : new Response(null, { status: 404 });
    if (request.method === 'GET') {
      const filter = url.searchParams.get('filter');
      if (filter === null) return Response.json(transfers);
      if (fault === 'expressions are refused' && !/^\w+ eq \S+$/.test(filter))
        return new Response(null, { status: 400 });
      try {
        return Response.json(transfers.filter(read(filter, fault)));
      } catch {
        return fault === 'what is no expression keeps all'
          ? Response.json(transfers)
          : new Response(null, { status: 400 });
      }
    }
    const { amount, currency, note } = (await jsonObjectIn(request)) ?? {};
    const isRight =
      Number.isInteger(amount) &&
      Number(amount) >= 1 &&
      Number(amount) <= 100_000 &&
      ['EUR', 'USD', 'JPY'].includes(currency as string) &&
      typeof note === 'string' &&
      note !== '' &&
      [...note].length <= 60;
    if (!isRight) return new Response(null, { status: 400 });
    transfers.push({ id: `t${transfers.length + 1}`, amount: Number(amount), currency: String(currency), note });
    return Response.json(transfers.at(-1), { status: 201 });
  };
}

const partOf = (name: string): string => `listTransfers: list: filter filter: ${name}`;

test('a server that reads the language › each part of it is tried, and none fails', async () => {
  const cases = await checkDocument(document(language), implement());
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))].map(partOf)));
});

test.concurrent.each(Object.entries(faults) as [keyof typeof faults, string][])('%s › %s', async (fault, part) => {
  const cases = await checkDocument(document(language), implement(fault), undefined, relations);
  expect(failing(cases)).toContain(partOf(part));
});

test('comparisons that words show are refused › it fails', async () => {
  const cases = await checkDocument(document(language), implement('expressions are refused'), undefined, relations);
  expect(failing(cases)).toEqual(expect.arrayContaining(['more', 'contains', 'and', 'or'].map(partOf)));
});

test('words that show no expression of a member › nothing is tried', async () => {
  const words = 'A search such as `rent` or `status`, and an operator of your own.';
  const cases = await checkDocument(document(words), implement(), undefined, relations);
  expect([...failing(cases), ...passing(cases)].filter((one) => one.includes('filter'))).toEqual([]);
});
