/** Wallets of members, and payments from them: rules that only words say of what is named, done once, or must be so before. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const amount = { type: 'string', pattern: String.raw`^\d{1,9}\.\d\d$` };
const positive = {
  type: 'string',
  pattern: String.raw`^(?!0+\.00$)\d{1,9}\.\d\d$`,
  description: 'More than zero.',
  examples: ['2.00'],
};
const failure = { description: 'Refused' };
const failures = (...statuses: number[]) => Object.fromEntries(statuses.map((one) => [one, failure]));
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const answer = (schema: object, headers: object = {}) => ({ description: 'It', headers, content: content(schema) });
const body = (schema: object) => ({ required: true, content: content(schema) });
const state = { status: { type: 'string', enum: ['open', 'closed'] } };
const member = object(['id', 'name'], {
  id: { type: 'string', readOnly: true },
  name: { ...text, description: 'Unique, whatever the case of its letters: otherwise 409.' },
  archived: { type: 'boolean', readOnly: true },
  added_at: { type: 'string', format: 'date-time', readOnly: true },
});
const owner = { ...text, description: 'The id of a member. One that is not there is refused with 422.' };
const wallet = object(['owner', 'balance'], {
  owner,
  balance: { ...amount, description: 'What is in it.', examples: ['50.00'] },
  opens_on: { type: 'string', format: 'date', default: '2020-01-01' },
});
const shownWallet = { allOf: [object(['id'], { id: { type: 'string' } }), wallet, object(['status'], state)] };
const payment = object(['wallet', 'payee', 'amount'], {
  wallet: { ...text, description: 'The id of the wallet that pays.' },
  payee: { ...text, description: 'The id of the wallet that is paid.' },
  amount: positive,
});
const shownPayment = {
  allOf: [
    object(['id'], { id: { type: 'string' } }),
    payment,
    object(['status'], { status: { type: 'string', enum: ['made', 'reversed'] } }),
  ],
};

const inQuery = (name: string, schema: object, description = '') => ({ name, in: 'query', description, schema });
const key = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with another body is refused with 422.',
  schema: text,
};

const document = {
  openapi: '3.1.0',
  info: { title: 'Wallets', version: '1' },
  paths: {
    '/members': {
      post: {
        operationId: 'addMember',
        requestBody: body(member),
        responses: { 201: answer(member), 409: { description: 'Another member has the name.' }, ...failures(400) },
      },
      get: {
        operationId: 'listMembers',
        description:
          'In the order in which they were added. Archived ones are left out unless `include_archived` is true.',
        parameters: [
          inQuery('q', text, 'Only members that have this text somewhere in their name.'),
          inQuery(
            'sort',
            { type: 'string' },
            'What to sort by: `name` and `added_at`, separated by commas; a minus sign before one turns it around.',
          ),
          inQuery('include_archived', { type: 'boolean', default: false }),
          inQuery('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }),
          inQuery('offset', { type: 'integer', minimum: 0, default: 0 }),
        ],
        responses: {
          200: answer({ type: 'array', items: member }, { Link: { schema: { type: 'string' } } }),
          ...failures(400),
        },
      },
    },
    '/members/{id}': {
      parameters: [id],
      get: {
        operationId: 'getMember',
        description: 'An archived member is still shown.',
        parameters: [
          {
            ...inQuery(
              'fields',
              { type: 'array', items: { type: 'string', enum: ['id', 'name', 'archived', 'added_at'] } },
              'Only these, and `name`.',
            ),
            explode: false,
          },
        ],
        responses: { 200: answer({ ...member, required: ['name'] }), ...failures(400, 404) },
      },
      delete: {
        operationId: 'archiveMember',
        description:
          'Archives a member, who is no longer listed. A member who has a wallet that is `open` cannot be archived (409).',
        responses: { 204: { description: 'Done' }, ...failures(404), 409: failure },
      },
    },
    '/wallets': {
      post: {
        operationId: 'openWallet',
        description: 'The member must not be archived (409).',
        requestBody: body(wallet),
        responses: { 201: answer(shownWallet), ...failures(400, 409, 422) },
      },
    },
    '/wallets/{id}': {
      parameters: [id],
      get: { operationId: 'getWallet', responses: { 200: answer(shownWallet), ...failures(404) } },
      patch: {
        operationId: 'handOver',
        requestBody: body(object(['owner'], { owner })),
        responses: { 200: answer(shownWallet), ...failures(400, 404, 409, 422) },
      },
    },
    '/wallets/{id}/close': {
      parameters: [id],
      post: {
        operationId: 'closeWallet',
        description: 'Its balance must be zero (409). Refused with 409 before its `opens_on`.',
        responses: { 200: answer(shownWallet), ...failures(404, 409) },
      },
    },
    '/payments': {
      post: {
        operationId: 'pay',
        description: 'The wallet that pays must have enough: its balance never falls below zero (409).',
        parameters: [key],
        requestBody: body(payment),
        responses: { 201: answer(shownPayment), ...failures(400, 409, 422) },
      },
    },
    '/payments/{id}': {
      parameters: [id],
      get: { operationId: 'getPayment', responses: { 200: answer(shownPayment), ...failures(404) } },
    },
    '/payments/{id}/reverse': {
      parameters: [id],
      post: {
        operationId: 'reverse',
        description: 'A payment is reversed only once (409 `already_reversed`).',
        responses: { 200: answer(shownPayment), ...failures(404, 409) },
      },
    },
  },
} as unknown as JsonObject;

const faults = {
  'capitals count': 'addMember: no two have the same name, in whatever case',
  'the newest come first': 'listMembers: list: its order is what is said of it',
  'archived ones are never listed': 'archiveMember: what it deletes is gone',
  'archived ones are not shown': 'archiveMember: what it deletes is gone',
  'a search looks at the beginning': 'listMembers: list: q finds name',
  'the next link is always there': 'listMembers: list: its links lead to the other pages',
  'fields leave the name out': 'getMember: fields shows only these',
  'members with wallets are archived': 'archiveMember: what a wallet names is not deleted',
  'any owner is taken': 'openWallet: owner of what is not there is refused',
  'it is handed over to anybody': 'handOver: owner of what is not there is refused',
  'an archived owner is taken': 'openWallet: owner of what is deleted is refused',
  'a full wallet is closed': 'closeWallet: what is allowed in each state of the record',
  'more is paid than there is': 'pay: amount is not above balance',
  'a key has any body': 'pay: the same Idempotency-Key with another body is refused',
  'reversed twice': 'reverse: it is done only once',
  'the code is another one': 'reverse: it is done only once',
} as const;

type Fault = keyof typeof faults;
type Row = Record<string, unknown> & { id: string };

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const rows = { members: [] as Row[], wallets: [] as Row[], payments: [] as Row[] };
  const keys = new Map<string, { sent: string; row: Row }>();
  let count = 0;
  const refuse = (status: number) => new Response(null, { status });
  const find = (noun: keyof typeof rows, wanted: unknown) => rows[noun].find((one) => one.id === wanted);
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '' && [...one].length <= 40;
  const isAmount = (one: unknown): one is string => typeof one === 'string' && /^\d{1,9}\.\d\d$/.test(one);
  const toDay = (time: number): string => (Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10));
  const add = (noun: keyof typeof rows, own: Record<string, unknown>): Row => {
    const row = { id: `${noun}-${++count}`, ...own };
    rows[noun].push(row);
    return row;
  };
  const listMembers = ({ searchParams, pathname }: URL): Response => {
    const number = (name: string, usual: number) => Number(searchParams.get(name) ?? usual);
    const [limit, offset] = [number('limit', 50), number('offset', 0)];
    const also = searchParams.get('include_archived');
    const orders = (searchParams.get('sort') ?? '').split(',').filter(Boolean);
    const isRight = Number.isInteger(limit) && limit >= 1 && limit <= 500 && Number.isInteger(offset) && offset >= 0;
    if (!isRight || ![null, 'true', 'false'].includes(also)) return refuse(400);
    if (searchParams.has('q') && !isText(searchParams.get('q'))) return refuse(400);
    if (orders.some((one) => !['name', 'added_at'].includes(one.replace(/^-/, '')))) return refuse(400);
    const q = searchParams.get('q')?.toLowerCase();
    const withArchived = also === 'true' && fault !== 'archived ones are never listed';
    const all = fault === 'the newest come first' ? rows.members.toReversed() : rows.members;
    const kept = all
      .filter(({ archived }) => withArchived || archived !== true)
      .filter(({ name }) => {
        const own = String(name).toLowerCase();
        return q === undefined || (fault === 'a search looks at the beginning' ? own.startsWith(q) : own.includes(q));
      })
      .toSorted((one, other) => {
        for (const order of orders) {
          const [first, second] = [one, other].map((row) => String(row[order.replace(/^-/, '')])) as [string, string];
          if (first !== second) return first < second === order.startsWith('-') ? 1 : -1;
        }
        return 0;
      });
    const isLast = offset + limit >= kept.length && fault !== 'the next link is always there';
    const query = new URLSearchParams([...searchParams].filter(([name]) => !['limit', 'offset'].includes(name)));
    const link = `<http://target.test${pathname}?${new URLSearchParams([...query, ['limit', `${limit}`], ['offset', `${offset + limit}`]])}>; rel="next"`;
    return Response.json(kept.slice(offset, offset + limit), { headers: isLast ? {} : { link } });
  };
  const addMember = (sent: Record<string, unknown>): Response => {
    const { name } = sent;
    if (!isText(name)) return refuse(400);
    const folded = (one: unknown) => (fault === 'capitals count' ? String(one) : String(one).toLowerCase());
    if (rows.members.some((one) => folded(one.name) === folded(name))) return refuse(409);
    return Response.json(
      add('members', {
        name,
        archived: false,
        added_at: new Date(Date.UTC(2020, 0, 1) + ++count * 1000).toISOString(),
      }),
      { status: 201 },
    );
  };
  const openWallet = ({ owner, balance, opens_on: opensOn = '2020-01-01' }: Record<string, unknown>): Response => {
    const isDay = typeof opensOn === 'string' && toDay(Date.parse(`${opensOn}T00:00:00Z`)) === opensOn;
    if (!isText(owner) || !isAmount(balance) || !isDay) return refuse(400);
    const known = find('members', owner);
    if (!known && fault !== 'any owner is taken') return refuse(422);
    if (known?.archived === true && fault !== 'an archived owner is taken') return refuse(409);
    return Response.json(add('wallets', { owner, balance, opens_on: opensOn, status: 'open' }), { status: 201 });
  };
  const handOver = (row: Row, { owner }: Record<string, unknown>): Response => {
    if (!isText(owner)) return refuse(400);
    const known = find('members', owner);
    if (!known && fault !== 'it is handed over to anybody') return refuse(422);
    return known?.archived === true ? refuse(409) : Response.json(Object.assign(row, { owner }));
  };
  const pay = (sent: Record<string, unknown>, asked: string | null): Response => {
    const { wallet: from, payee: to, amount: sum } = sent;
    if (
      !isText(from) ||
      !isText(to) ||
      !isAmount(sum) ||
      Number(sum) === 0 ||
      asked === '' ||
      (asked?.length ?? 0) > 40
    )
      return refuse(400);
    const before = asked === null ? undefined : keys.get(asked);
    const isOther = before !== undefined && before.sent !== JSON.stringify(sent);
    if (before && isOther && fault !== 'a key has any body') return refuse(422);
    if (before) return Response.json(before.row, { status: 201 });
    const [payer, payee] = [find('wallets', from), find('wallets', to)];
    if (!payer || !payee || payer === payee) return refuse(422);
    if (Number(payer.balance) < Number(sum) && fault !== 'more is paid than there is') return refuse(409);
    const move = (row: Row, by: number) =>
      Object.assign(row, { balance: Math.max(0, Number(row.balance) + by).toFixed(2) });
    move(payer, -Number(sum));
    move(payee, Number(sum));
    const row = add('payments', { wallet: from, payee: to, amount: sum, status: 'made' });
    if (asked !== null) keys.set(asked, { sent: JSON.stringify(sent), row });
    return Response.json(row, { status: 201 });
  };
  const act = (noun: keyof typeof rows, row: Row, action: string | undefined): Response => {
    if (noun === 'members') {
      const hasWallet = rows.wallets.some(({ owner, status }) => owner === row.id && status === 'open');
      if (hasWallet && fault !== 'members with wallets are archived') return refuse(409);
      row.archived = true;
      return refuse(204);
    }
    if (action === 'close') {
      const isFull = Number(row.balance) !== 0 && fault !== 'a full wallet is closed';
      if (isFull || Date.parse(String(row.opens_on)) > Date.now()) return refuse(409);
      return Response.json(Object.assign(row, { status: 'closed' }));
    }
    const code = fault === 'the code is another one' ? 'not_found' : 'already_reversed';
    if (row.status === 'reversed' && fault !== 'reversed twice') return Response.json({ code }, { status: 409 });
    return Response.json(Object.assign(row, { status: 'reversed' }));
  };
  return async (request) => {
    const url = new URL(request.url);
    const [, noun, wanted, action] = url.pathname.split('/').map(decodeURIComponent) as [
      string,
      keyof typeof rows,
      string?,
      string?,
    ];
    if (wanted === undefined) {
      if (request.method === 'GET') return listMembers(url);
      const sent = await jsonObjectIn(request);
      if (!sent) return refuse(400);
      return noun === 'members'
        ? addMember(sent)
        : noun === 'wallets'
          ? openWallet(sent)
          : pay(sent, request.headers.get('idempotency-key'));
    }
    const row = find(noun, wanted);
    if (!row || (fault === 'archived ones are not shown' && row.archived === true)) return refuse(404);
    if (request.method === 'PATCH') {
      const sent = await jsonObjectIn(request);
      return sent ? handOver(row, sent) : refuse(400);
    }
    if (request.method !== 'GET') return act(noun, row, action);
    const fields = url.searchParams.get('fields')?.split(',');
    if (fields?.some((one) => !Object.hasOwn(member.properties, one))) return refuse(400);
    const shown = Object.entries(row).filter(
      ([name]) => !fields || fields.includes(name) || (name === 'name' && fault !== 'fields leave the name out'),
    );
    return Response.json(Object.fromEntries(shown));
  };
}

test('a server that keeps the document › nothing fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement());
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test('the same server is checked again › what an earlier run has left fails nothing', async () => {
  const server = implement();
  await checkDocument(document, server);
  expect(failing(await checkDocument(document, server))).toEqual([]);
});

test.concurrent.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, title) => {
  // What names a record is made only where it is asked for, too.
  const only = fault === 'members with wallets are archived' ? relations : relationsOf(title);
  expect(failing(await checkDocument(document, implement(fault), undefined, only))).toContain(title);
});
