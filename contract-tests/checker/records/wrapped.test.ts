/** Records that stand in something in bodies and answers: `data`, the noun of the path, or as JSON:API has them. */
import { expect, test } from 'vitest';
import type { JsonObject, Operation } from '../../../src/openapi/document.js';
import { wrappingOf } from '../../../src/checker/records/wrapping.js';
import { operationsOf } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const text = { type: 'string', minLength: 1, maxLength: 60 };
const members = { title: text, note: text, level: { enum: ['easy', 'hard'] } };
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure, 409: failure, 415: failure };

interface Style {
  /** The body of a request. @param id as a JSON:API request has it */
  ask: (record: object, hasId: boolean) => object;
  show: (record: object) => object;
  list: (record: object) => object;
  sort: string;
  filter: string;
  size: string;
  page: string;
}

const resource = (record: object, ...more: string[]) =>
  object(['type', ...more, 'attributes'], { type: { const: 'tools' }, id: { type: 'string' }, attributes: record });

const styles: Record<string, Style> = {
  'JSON:API': {
    ask: (record, hasId) => object(['data'], { data: resource(record, ...(hasId ? ['id'] : [])) }),
    show: (record) => object(['data'], { data: resource(record, 'id') }),
    list: (record) => object(['data'], { data: { type: 'array', items: resource(record, 'id') } }),
    sort: 'sort',
    filter: 'filter[level]',
    size: 'page[size]',
    page: 'page[number]',
  },
  'the noun': {
    ask: (record) => object(['tool'], { tool: record }),
    show: (record) => object(['tool'], { tool: record }),
    list: (record) => object(['tools'], { tools: { type: 'array', items: record } }),
    sort: 'sort',
    filter: 'level',
    size: 'per_page',
    page: 'page',
  },
};

function documentOf({ ask, show, list, sort, filter, size, page }: Style): JsonObject {
  const given = object(['title'], members);
  const shown = object(['title'], { ...members, ...(filter === 'level' && { id: { type: 'string' } }) });
  const it = { description: 'It', content: content(show(shown)) };
  const id = { name: 'id', in: 'path', required: true, schema: text };
  const inQuery = (name: string, schema: object) => ({ name, in: 'query', schema });
  return JSON.parse(
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'Tools', version: '1' },
      paths: {
        '/tools': {
          get: {
            operationId: 'list',
            parameters: [
              inQuery(filter, { enum: ['easy', 'hard'] }),
              inQuery(sort, { enum: ['title', '-title'] }),
              inQuery(size, { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
              inQuery(page, { type: 'integer', minimum: 1 }),
            ],
            responses: { 200: { description: 'All', content: content(list(shown)) }, 400: failure },
          },
          post: {
            operationId: 'create',
            description: '409 when another tool has the same title.',
            requestBody: { required: true, content: content(ask(given, false)) },
            responses: { 201: it, ...failures },
          },
        },
        '/tools/{id}': {
          parameters: [id],
          get: { operationId: 'read', responses: { 200: it, 404: failure } },
          patch: {
            operationId: 'change',
            requestBody: { required: true, content: content(ask(object([], members), true)) },
            responses: { 200: it, ...failures },
          },
        },
      },
    }),
  ) as JsonObject;
}

const faults = {
  'a member is lost': 'create: what it creates is shown',
  'a change is lost': 'change: what it changes is changed',
  'a change takes more away': 'change: what it leaves out stays',
  'two of one title': 'create: no two have the same title',
  'the filter is ignored': 'list: list: filter level',
  'the order is': 'list: list: order title',
  'the size is': 'list: list: no more than its size',
};
type Fault = keyof typeof faults;
type Stored = Record<string, unknown> & { id: string };

function implement(name: string, fault?: Fault): (request: Request) => Promise<Response> {
  const isApi = name === 'JSON:API';
  const stored: Stored[] = [];
  const refuse = (status: number) => new Response(null, { status });
  const resourceOf = ({ id, ...attributes }: Stored) =>
    isApi ? { type: 'tools', id, attributes } : { id, ...attributes };
  const shown = (one: Stored) => (isApi ? { data: resourceOf(one) } : { tool: resourceOf(one) });
  const isWrong = ({ title, note, level }: Record<string, unknown>, isWhole: boolean) =>
    (isWhole && title === undefined) ||
    [title, note].some((one) => one !== undefined && (typeof one !== 'string' || one === '' || [...one].length > 60)) ||
    (level !== undefined && level !== 'easy' && level !== 'hard');
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const own = pathname.split('/').map(decodeURIComponent)[2];
    const found = stored.find(({ id }) => id === own);
    if (own !== undefined && !found) return refuse(404);
    const { sort, filter, size, page } = styles[name]!;
    if (request.method === 'GET' && found) return Response.json(shown(found));
    if (request.method === 'GET') {
      const [level, by] = [searchParams.get(filter), searchParams.get(sort)];
      const [most, number] = [Number(searchParams.get(size) ?? 20), Number(searchParams.get(page) ?? 1)];
      const isListed = (one: string | null, ...all: string[]) => one === null || all.includes(one);
      const isCount = (one: number, limit: number) => Number.isInteger(one) && one >= 1 && one <= limit;
      if (!isListed(level, 'easy', 'hard') || !isListed(by, 'title', '-title')) return refuse(400);
      if (!isCount(most, 50) || !isCount(number, 1e9)) return refuse(400);
      const kept = stored.filter((one) => level === null || one.level === level || fault === 'the filter is ignored');
      const direction = by === '-title' && fault !== 'the order is' ? -1 : 1;
      const sorted =
        by === null ? kept : kept.toSorted((a, b) => (String(a.title) < String(b.title) ? -1 : 1) * direction);
      const part = fault === 'the size is' ? sorted : sorted.slice((number - 1) * most, number * most);
      return Response.json({ [isApi ? 'data' : 'tools']: part.map(resourceOf) });
    }
    if (!['POST', 'PATCH'].includes(request.method)) return refuse(405);
    if (!/^application\/json/i.test(request.headers.get('content-type') ?? '')) return refuse(415);
    const body = (await request.json().catch(() => undefined)) as any;
    const asked = isApi ? body?.data : body?.tool;
    const sent = isApi ? asked?.attributes : asked;
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent) || isWrong(sent, !found)) return refuse(400);
    if (isApi && (asked.type !== 'tools' || (asked.id !== undefined && typeof asked.id !== 'string')))
      return refuse(400);
    if (isApi && found && asked.id !== found.id) return refuse(asked.id === undefined ? 400 : 409);
    if (found) {
      const { id } = found;
      if (fault === 'a change takes more away') for (const one of Object.keys(found)) delete found[one];
      if (fault === 'a change is lost') return Response.json(shown({ ...found, ...sent, id }));
      return Response.json(shown(Object.assign(found, sent, { id })));
    }
    if (stored.some(({ title }) => title === sent.title) && fault !== 'two of one title') return refuse(409);
    const made = { ...sent, id: `t${stored.length + 1}` };
    if (fault === 'a member is lost') delete made.note;
    stored.push(made);
    return Response.json(shown(made), { status: 201 });
  };
}

const relations = (name: string, fault?: Fault) =>
  checkDocument(documentOf(styles[name]!), implement(name, fault), undefined, {
    selection: { phases: ['relations'] },
  });

test.each(Object.keys(styles))('%s: who keeps it fails nothing, and each is exercised', async (name) => {
  const cases = await relations(name);
  expect(failing(cases)).toEqual([]);
  const passed = passing(cases);
  expect(Object.values(faults).filter((title) => !passed.includes(title))).toEqual([]);
});

test.each(
  Object.keys(styles).flatMap((name) => (Object.keys(faults) as Fault[]).map((fault) => [name, fault] as const)),
)('%s: %s: it is found', async (name, fault) => {
  const cases = await relations(name, fault);
  expect(failing(cases)).toContain(faults[fault]);
});

test('every phase takes a JSON:API implementation that keeps its document', async () => {
  const cases = await checkDocument(documentOf(styles['JSON:API']!), implement('JSON:API'));
  expect(failing(cases)).toEqual([]);
});

test.each<[string, string, object, string[]]>([
  ['data', '/orders', object(['data'], { data: object([], { a: text }) }), ['data']],
  [
    'data beside meta',
    '/orders',
    object(['data'], { data: object([], { a: text }), meta: object([], { b: text }) }),
    ['data'],
  ],
  ['the noun', '/order-items', object([], { order_item: object([], { a: text }) }), ['order_item']],
  ['a member of a record', '/orders', object([], { address: object([], { street: text }) }), []],
  ['a member named data', '/orders', object([], { data: text }), []],
  ['attributes of no resource', '/orders', object([], { attributes: object([], { a: text }), size: text }), []],
])('%s stands around the record, or does not', (_, path, schema, expected) => {
  const document = JSON.parse(
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'T', version: '1' },
      paths: { [path]: { post: { requestBody: { content: content(schema) }, responses: {} } } },
    }),
  ) as JsonObject;
  expect(wrappingOf(document, operationsOf(document)[0] as Operation)).toEqual(expected);
});
