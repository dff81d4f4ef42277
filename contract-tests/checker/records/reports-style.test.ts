/**
 * An API whose work goes on after a 202: a report is compiled, ends, can be cancelled until then, and has a result
 * afterwards. Beside it what is shown once, files that get their ids from the target, and lists of which words say the order.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const instant = { type: 'string', format: 'date-time' };
const states = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];
const own = { title: text, tags: { type: 'array', items: text, maxItems: 5 } };
const report = object(['id'], {
  id: text,
  ...own,
  status: { type: 'string', enum: states },
  created_at: instant,
  finished_at: { type: ['string', 'null'], format: 'date-time', description: 'Null until it has ended.' },
  result_url: {
    type: ['string', 'null'],
    format: 'uri-reference',
    description: 'Where the result is once it has `succeeded`, otherwise null.',
  },
});
const result = object(['report_id', 'outcome'], { report_id: text, outcome: text });
const hook = object(['id', 'target', 'updated_at'], { id: text, target: text, updated_at: instant });
const password = { type: 'string', minLength: 8, maxLength: 40, writeOnly: true };
const fields = {
  name: 'attributes',
  in: 'query',
  description: 'Names of members, separated by commas. `id` is always shown. Cannot be combined with `excluded`.',
  schema: { type: 'string' },
};
const excluded = {
  ...fields,
  name: 'excluded',
  description: 'Names of members that are not shown, separated by commas.',
};
const made = {
  allOf: [hook, object(['secret'], { secret: { type: 'string', description: 'It is shown in this answer only.' } })],
};
const file = object(['id'], { id: text });
const failure = { description: 'Refused' };
const failures = Object.fromEntries([400, 404, 415].map((one) => [one, failure]));
const header = { schema: { type: 'string' } };
const answer = (schema: object, more: object = {}) => ({ description: 'It', content: content(schema), ...more });
const body = (schema: object, type?: string) => ({ required: true, content: content(schema, type) });
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: text });
const inQuery = (name: string, schema: object) => ({ name, in: 'query', schema });
const png = { 'image/png': {} };
const document = {
  openapi: '3.1.0',
  info: { title: 'Reports', version: '1' },
  paths: {
    '/reports': {
      post: {
        operationId: 'orderReport',
        description: 'It ends within one second.',
        requestBody: body(object(['title'], own)),
        responses: {
          202: answer(report, { headers: { 'Operation-Location': header, Location: header } }),
          ...failures,
        },
      },
      get: {
        operationId: 'listReports',
        description: 'The reports, newest first.',
        parameters: [inQuery('tag', text), inQuery('limit', { type: 'integer', minimum: 1, maximum: 1000 })],
        responses: {
          200: answer(
            object(['items', 'total'], {
              items: { type: 'array', items: report },
              total: { type: 'integer', description: 'How many match the filter.' },
            }),
          ),
          ...failures,
        },
      },
    },
    '/reports/{report_id}': {
      parameters: [inPath('report_id')],
      get: {
        operationId: 'getReport',
        parameters: [fields, excluded],
        responses: { 200: answer(report), ...failures },
      },
      delete: {
        operationId: 'deleteReport',
        description: 'Possible once it is `succeeded`, `failed` or `cancelled`.',
        responses: {
          204: { description: 'Deleted' },
          ...failures,
          409: { description: 'The report is still `queued` or `running`.' },
        },
      },
    },
    '/reports/{report_id}/cancel': {
      parameters: [inPath('report_id')],
      post: {
        operationId: 'cancelReport',
        responses: {
          200: answer(report),
          ...failures,
          409: { description: 'The report is already `succeeded`, `failed` or `cancelled`.' },
        },
      },
    },
    '/reports/{report_id}/result': {
      parameters: [inPath('report_id')],
      get: {
        operationId: 'getResult',
        description: 'Only a `succeeded` report has a result.',
        responses: {
          200: answer(result),
          ...failures,
          409: { description: 'The report is still `queued` or `running`.' },
        },
      },
    },
    '/reports/{report_id}/files': {
      parameters: [inPath('report_id')],
      post: {
        operationId: 'addFile',
        requestBody: { required: true, content: png },
        responses: { 201: answer(file), ...failures },
      },
    },
    '/reports/{report_id}/files/{file_id}': {
      parameters: [inPath('report_id'), inPath('file_id')],
      get: { operationId: 'getFile', responses: { 200: answer(file), ...failures } },
    },
    '/reports/{report_id}/files/{file_id}/content': {
      parameters: [inPath('report_id'), inPath('file_id')],
      get: { operationId: 'readFile', responses: { 200: { description: 'The file', content: png }, ...failures } },
    },
    '/hooks': {
      post: {
        operationId: 'addHook',
        requestBody: body(object(['target'], { target: text, password })),
        responses: { 201: answer(made), ...failures },
      },
      get: { operationId: 'listHooks', responses: { 200: answer({ type: 'array', items: hook }), ...failures } },
    },
    '/hooks/{hook_id}': {
      parameters: [inPath('hook_id')],
      get: { operationId: 'getHook', responses: { 200: answer(hook), ...failures } },
      patch: {
        operationId: 'changeHook',
        requestBody: body(object([], { target: text })),
        responses: { 200: answer(hook), ...failures },
      },
      options: {
        operationId: 'hookOptions',
        responses: { 204: { description: 'See Allow', headers: { Allow: header } } },
      },
    },
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'it never ends': 'orderReport: what operation-location names comes to an end',
  'the work of another one is named': 'orderReport: what operation-location names comes to an end',
  'Location leads nowhere': 'orderReport: what it creates is shown',
  'a result comes too early': 'getResult: what is allowed in each state of the record',
  'a cancelled one has a result': 'getResult: what is allowed in each state of the record',
  'what goes on is deleted': 'deleteReport: what is allowed in each state of the record',
  'what has ended is cancelled': 'cancelReport: what is allowed in each state of the record',
  'a cancelled one succeeds later': 'cancelReport: what it ends stays as it ended',
  'a deleted one stays': 'deleteReport: what it deletes is gone',
  'an end has no time': 'orderReport: what operation-location names comes to an end',
  'there is no link to the result': 'orderReport: what operation-location names comes to an end',
  'the oldest come first': 'listReports: list: its order is what is said of it',
  'the tag is left aside': 'listReports: list: filter tag',
  'all are counted': 'listReports: list: filter tag',
  'the file loses its end': 'addFile: what it stores is given back',
  'the secret is shown': 'addHook: what is shown once is not shown again',
  'the secret is listed': 'addHook: what is shown once is not shown again',
  'the time stays': 'changeHook: the time of its change moves on',
  'the password is listed': 'addHook: what is only written is not shown',
  'the result is elsewhere': 'getReport: its links lead to what is there',
  'the result is that of the first one': 'getResult: it is of its record',
  'all members are shown': 'getReport: attributes shows only these',
  'all members are shown but one': 'getReport: excluded shows all but these',
  'a method is not said': 'hookOptions: it allows what the document has',
} as const;

/** Ways to keep the document. */
const lawful = ['it has ended at once', 'it takes half a second', 'times are in seconds'] as const;

type Way = keyof typeof faults | (typeof lawful)[number];

interface Hook {
  id: string;
  target: unknown;
  updated: number;
  secret: string;
  password: unknown;
}

interface Report {
  id: string;
  title: unknown;
  tags: unknown[];
  began: number;
  cancelled?: number;
  files: Map<string, Buffer>;
}

function implement(way?: Way): (request: Request) => Promise<Response> {
  const reports = new Map<string, Report>();
  const hooks = new Map<string, Hook>();
  let count = 0;
  const refuse = (status: number) => new Response(null, { status });
  const isText = (one: unknown): boolean => typeof one === 'string' && one !== '' && [...one].length <= 40;
  const time = (milliseconds: number): string => {
    const iso = new Date(milliseconds).toISOString();
    return way === 'times are in seconds' ? iso.replace(/\.\d+/, '') : iso;
  };
  const took = way === 'it has ended at once' ? 0 : way === 'it takes half a second' ? 500 : 120;
  const stateOf = ({ began, cancelled }: Report): string => {
    const age = Date.now() - began;
    if (cancelled !== undefined && !(way === 'a cancelled one succeeds later' && age >= took)) return 'cancelled';
    if (age < took / 2) return 'queued';
    return age < took || way === 'it never ends' ? 'running' : 'succeeded';
  };
  const isOver = (state: string): boolean => states.indexOf(state) > 1;
  const shown = (one: Report) => {
    const status = stateOf(one);
    const ended = one.cancelled ?? one.began + took;
    return {
      id: one.id,
      title: one.title,
      tags: one.tags,
      status,
      created_at: new Date(one.began).toISOString(),
      finished_at: isOver(status) && way !== 'an end has no time' ? time(ended) : null,
      result_url:
        status === 'succeeded' && way !== 'there is no link to the result'
          ? `/reports/${one.id}${way === 'the result is elsewhere' ? '0' : ''}/result`
          : null,
    };
  };
  const order = async (request: Request): Promise<Response> => {
    const sent = await jsonObjectIn(request);
    const { title, tags = [] } = sent ?? {};
    if (!isText(title) || !Array.isArray(tags) || tags.length > 5 || !tags.every(isText)) return refuse(400);
    const id = `report-${++count}`;
    reports.set(id, { id, title, tags, began: Date.now(), files: new Map() });
    const other = way === 'the work of another one is named' ? [...reports.keys()][0] : id;
    const at = way === 'Location leads nowhere' ? `${id}0` : id;
    const headers = { location: `/reports/${at}`, 'operation-location': `/reports/${other}` };
    return Response.json(shown(reports.get(id)!), { status: 202, headers });
  };
  const list = ({ searchParams }: URL): Response => {
    const [tag, limit] = [searchParams.get('tag'), Number(searchParams.get('limit') ?? 100)];
    if ((tag !== null && !isText(tag)) || !Number.isInteger(limit) || limit < 1 || limit > 1000) return refuse(400);
    const all = [...reports.values()];
    const sorted = way === 'the oldest come first' ? all : all.toReversed();
    const kept =
      tag === null || way === 'the tag is left aside' ? sorted : sorted.filter(({ tags }) => tags.includes(tag));
    return Response.json({
      items: kept.slice(0, limit).map(shown),
      total: way === 'all are counted' ? all.length : kept.length,
    });
  };
  const read = ({ searchParams }: URL, whole: Record<string, unknown>): Response => {
    const [wanted, without] = ['attributes', 'excluded'].map((name) => searchParams.get(name)?.split(','));
    if (wanted && without) return refuse(400);
    if ((!wanted && !without) || (wanted && way === 'all members are shown')) return Response.json(whole);
    const first = way === 'all members are shown but one' ? [] : without;
    const kept = Object.entries(whole).filter(
      ([name]) => name === 'id' || (wanted ? wanted.includes(name) : !first?.includes(name)),
    );
    return Response.json(Object.fromEntries(kept));
  };
  const ofReport = async (
    request: Request,
    one: Report,
    [part, id, inner]: (string | undefined)[],
  ): Promise<Response> => {
    const state = stateOf(one);
    if (part === 'cancel') {
      if (isOver(state) && way !== 'what has ended is cancelled') return refuse(409);
      one.cancelled = Date.now();
      return Response.json(shown(one));
    }
    if (part === 'result') {
      const isThere = state === 'succeeded' || (state === 'cancelled' && way === 'a cancelled one has a result');
      if (isThere || (way === 'a result comes too early' && !isOver(state)))
        return Response.json({
          report_id: way === 'the result is that of the first one' ? [...reports.keys()][0] : one.id,
          outcome: 'clear',
        });
      return refuse(isOver(state) ? 404 : 409);
    }
    if (part === undefined) {
      if (request.method === 'GET') return read(new URL(request.url), shown(one));
      if (!isOver(state) && way !== 'what goes on is deleted') return refuse(409);
      if (way !== 'a deleted one stays') reports.delete(one.id);
      return refuse(204);
    }
    if (id === undefined) {
      if (request.headers.get('content-type') !== 'image/png') return refuse(415);
      const bytes = Buffer.from(await request.arrayBuffer());
      if (bytes.length === 0) return refuse(400);
      const name = `file-${++count}`;
      one.files.set(name, way === 'the file loses its end' ? bytes.subarray(0, -1) : bytes);
      return Response.json({ id: name }, { status: 201 });
    }
    const file = one.files.get(id);
    if (!file) return refuse(404);
    return inner === undefined
      ? Response.json({ id })
      : new Response(new Uint8Array(file), { headers: { 'content-type': 'image/png' } });
  };
  const ofHooks = async (request: Request, id: string | undefined): Promise<Response> => {
    const plain = ({ id: own, target, updated, secret }: Hook, isSecret = false) => ({
      id: own,
      target,
      updated_at: time(updated),
      ...(isSecret && { secret }),
    });
    if (id === undefined && request.method === 'GET')
      return Response.json(
        [...hooks.values()].map((one) => ({
          ...plain(one, way === 'the secret is listed'),
          ...(way === 'the password is listed' && { passphrase: one.password }),
        })),
      );
    if (request.method === 'OPTIONS')
      return new Response(null, {
        status: 204,
        headers: { allow: way === 'a method is not said' ? 'GET, OPTIONS' : 'GET, PATCH, OPTIONS' },
      });
    const known = id === undefined ? undefined : hooks.get(id);
    if (id !== undefined && !known) return refuse(404);
    if (known && request.method === 'GET') return Response.json(plain(known, way === 'the secret is shown'));
    const sent = await jsonObjectIn(request);
    const isPassword = sent?.password === undefined || (isText(sent.password) && String(sent.password).length >= 8);
    if (
      !sent ||
      (!known && (!isText(sent.target) || !isPassword)) ||
      (sent.target !== undefined && !isText(sent.target))
    )
      return refuse(400);
    if (known) {
      Object.assign(
        known,
        sent.target === undefined ? {} : { target: sent.target },
        way === 'the time stays' ? {} : { updated: Date.now() },
      );
      return Response.json(plain(known));
    }
    const one = {
      id: `hook-${++count}`,
      target: sent.target,
      updated: Date.now(),
      secret: `fake-secret-${crypto.randomUUID()}`,
      password: sent.password,
    };
    hooks.set(one.id, one);
    return Response.json(plain(one, true), { status: 201 });
  };
  return async (request) => {
    const url = new URL(request.url);
    const [, noun, id, ...more] = url.pathname.split('/');
    if (noun === 'hooks') return ofHooks(request, id);
    if (noun !== 'reports') return refuse(404);
    if (id === undefined) return request.method === 'GET' ? list(url) : order(request);
    const known = reports.get(id);
    return known ? ofReport(request, known, more) : refuse(404);
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test.concurrent.each(lawful)('%s › is lawful', async (way) => {
  expect(failing(await checkDocument(document, implement(way), undefined, relations))).toEqual([]);
});

test.concurrent.each(Object.entries(faults) as [keyof typeof faults, string][])('%s › %s', async (way, title) => {
  expect(failing(await checkDocument(document, implement(way), undefined, relationsOf(title)))).toContain(title);
});
