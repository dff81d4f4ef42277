/**
 * A document in the style of Google's API improvement proposals: the id is in `name`, verbs after a colon, tokens of pages,
 * `etag` as a member, `updateMask`, batches, and 64-bit integers as texts.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const integer = { type: 'integer' };
const text = { type: 'string', minLength: 1, maxLength: 63 };
const output = (schema: object) => ({ ...schema, readOnly: true });
const own = {
  title: text,
  minutes: { type: 'integer', minimum: 1, maximum: 10_080 },
  budget: { type: 'string', pattern: '^[0-9]{1,19}$', description: 'A 64-bit integer, as a string.' },
};
const etag = { type: 'string' };
const job = object(['name', 'state', 'etag', ...Object.keys(own)], {
  name: output({ type: 'string', description: 'jobs/{job}' }),
  state: output({ type: 'string', enum: ['ACTIVE', 'PAUSED', 'ARCHIVED'] }),
  etag: output(etag),
  ...own,
});
const run = object(['name', 'number'], { name: output({ type: 'string' }), number: output(integer) });
const operation = object(['name', 'done'], { name: { type: 'string' }, done: { type: 'boolean' } });
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure, 409: failure };
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const jobAnswer = answer({ $ref: '#/components/schemas/Job' });
const runAnswer = answer({ $ref: '#/components/schemas/Run' });
const operationAnswer = answer({ $ref: '#/components/schemas/Operation' });
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const inQuery = (name: string, schema: object, description?: string) => ({ name, in: 'query', schema, description });
const jobs = { type: 'array', items: { $ref: '#/components/schemas/Job' } };
const ordered = { ...jobs, description: 'In the order of the ids that were asked for.' };

const document = {
  openapi: '3.1.0',
  info: { title: 'Jobs', version: '1' },
  components: { schemas: { Job: job, Run: run, Operation: operation } },
  paths: {
    '/v1/jobs': {
      get: {
        operationId: 'listJobs',
        parameters: [
          inQuery('pageSize', integer, 'More than 100 counts as 100.'),
          inQuery('pageToken', { type: 'string' }),
          inQuery(
            'orderBy',
            { type: 'string' },
            'Fields separated by commas: `title`, `minutes`. ` desc` after a field makes it descending.',
          ),
        ],
        responses: {
          200: answer(object(['jobs', 'totalSize'], { jobs, nextPageToken: { type: 'string' }, totalSize: integer })),
          ...failures,
        },
      },
      post: {
        operationId: 'createJob',
        requestBody: { required: true, content: content(object(['title', 'minutes'], own)) },
        responses: { 200: jobAnswer, ...failures },
      },
    },
    '/v1/jobs:batchGet': {
      get: {
        operationId: 'batchGetJobs',
        parameters: [{ ...inQuery('ids', { type: 'array', items: { type: 'string' }, minItems: 1 }), required: true }],
        responses: { 200: answer(object(['jobs'], { jobs: ordered })), ...failures },
      },
    },
    '/v1/jobs/{job}': {
      parameters: [inPath('job')],
      get: { operationId: 'getJob', responses: { 200: jobAnswer, 404: failure } },
      patch: {
        operationId: 'updateJob',
        parameters: [inQuery('updateMask', { type: 'string' })],
        requestBody: { required: true, content: content(object([], { ...own, etag })) },
        responses: { 200: jobAnswer, ...failures },
      },
    },
    '/v1/jobs/{job}:pause': {
      parameters: [inPath('job')],
      post: {
        operationId: 'pauseJob',
        description: 'Only an `ACTIVE` job can be paused.',
        responses: { 200: jobAnswer, ...failures },
      },
    },
    '/v1/jobs/{job}:archive': {
      parameters: [inPath('job')],
      post: {
        operationId: 'archiveJob',
        description: 'Takes a moment: the answer is an operation.',
        responses: { 200: operationAnswer, ...failures },
      },
    },
    '/v1/operations/{operation}': {
      parameters: [inPath('operation')],
      get: { operationId: 'getOperation', responses: { 200: operationAnswer, 404: failure } },
    },
    '/v1/jobs/{job}:run': {
      parameters: [inPath('job')],
      post: { operationId: 'runJob', responses: { 200: runAnswer, ...failures } },
    },
    '/v1/jobs/{job}/runs/{run}': {
      parameters: [inPath('job'), inPath('run')],
      get: { operationId: 'getRun', responses: { 200: runAnswer, 404: failure } },
    },
  },
} as unknown as JsonObject;

const faults = {
  'an old etag is taken': 'updateJob: another etag is refused',
  'the mask is passed over': 'updateJob: what the mask leaves out stays',
  'what the mask names is passed over': 'updateJob: what the mask leaves out stays',
  'a large number is rounded': 'createJob: budget: a number of 64 bits is kept',
  'a batch in its own order': 'batchGetJobs: those that are asked for',
  'a batch of all': 'batchGetJobs: those that are asked for',
  'a batch without the last one': 'batchGetJobs: those that are asked for',
  'a token that leads to itself': 'listJobs: list: its pages follow each other',
  'the total is that of the page': 'listJobs: list: its total is that of all pages',
  'descending is ascending': 'listJobs: list: order minutes',
  'only the first order counts': 'listJobs: list: several orders',
  'an archived job is paused': 'pauseJob: what is allowed in each state of the record',
  'paused twice': 'pauseJob: what is allowed in each state of the record',
  'a run of another job': 'getRun: none of another record is found',
};
type Fault = keyof typeof faults;
type Job = Record<string, unknown> & { name: string; runs: string[]; end?: number };

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const all: Job[] = [];
  let changes = 0;
  const refuse = (code: number) => new Response(null, { status: code });
  const stateOf = ({ state, end = Infinity }: Job) => (Date.now() > end ? 'ARCHIVED' : state);
  const shown = ({ runs: _, end, ...one }: Job) => ({
    ...one,
    state: stateOf({ ...one, runs: [], ...(end && { end }) }),
  });
  const isRight = ({ title, minutes, budget }: Record<string, unknown>) =>
    typeof title === 'string' &&
    title !== '' &&
    [...title].length <= 63 &&
    Number.isInteger(minutes) &&
    Number(minutes) >= 1 &&
    Number(minutes) <= 10_080 &&
    typeof budget === 'string' &&
    /^[0-9]{1,19}$/.test(budget) &&
    !budget.includes('\n');
  const list = ({ searchParams }: URL): Response => {
    const asked = Number(searchParams.get('pageSize') ?? 0);
    const size = asked > 0 ? Math.min(asked, 100) : 20;
    const from = Number(searchParams.get('pageToken') ?? 0);
    const orders = (searchParams.get('orderBy') ?? '').split(',').filter((one) => one !== '');
    const used = fault === 'only the first order counts' ? orders.slice(0, 1) : orders;
    const sorted = all.toSorted((one, other) => {
      for (const [by = '', way] of used.map((order) => order.split(' '))) {
        const isDown = way === 'desc' && fault !== 'descending is ascending';
        const [first, second] =
          by === 'minutes' ? [Number(one[by]), Number(other[by])] : [String(one[by]), String(other[by])];
        if (first !== second) return first < second === isDown ? 1 : -1;
      }
      return 0;
    });
    const page = sorted.slice(from, from + size).map(shown);
    const isLast = from + size >= sorted.length;
    const stays = fault === 'a token that leads to itself' && isLast && from > 0;
    const next = stays ? { nextPageToken: String(from) } : isLast ? {} : { nextPageToken: String(from + size) };
    return Response.json({
      jobs: page,
      ...next,
      totalSize: fault === 'the total is that of the page' ? page.length : all.length,
    });
  };
  const batch = (ids: readonly string[]): Response => {
    const found = ids.map((id) => all.find(({ name }) => name === `jobs/${id}`));
    if (ids.length === 0) return refuse(400);
    if (found.includes(undefined)) return refuse(404);
    const some = fault === 'a batch in its own order' ? all.filter((one) => found.includes(one)) : found;
    const answered =
      fault === 'a batch of all' ? all : fault === 'a batch without the last one' ? some.slice(0, -1) : some;
    return Response.json({ jobs: answered.map((one) => shown(one!)) });
  };
  const change = (found: Job, sent: Record<string, unknown>, { searchParams }: URL): Response => {
    const { etag: seen, ...values } = sent;
    if (seen !== undefined && seen !== found.etag && fault !== 'an old etag is taken') return refuse(409);
    const mask = searchParams.get('updateMask')?.split(',');
    if (mask?.some((name) => !Object.hasOwn(own, name))) return refuse(400);
    const isMasked = (name: string): boolean => {
      if (!mask) return true;
      if (fault === 'what the mask names is passed over') return !mask.includes(name);
      return fault === 'the mask is passed over' || mask.includes(name);
    };
    const taken = Object.fromEntries(
      Object.entries(values).filter(([name]) => Object.hasOwn(own, name) && isMasked(name)),
    );
    if (!isRight({ ...found, ...taken })) return refuse(400);
    Object.assign(found, taken, { etag: `e${++changes}` });
    return Response.json(shown(found));
  };
  return async (request) => {
    const url = new URL(request.url);
    const { method } = request;
    const [, id, verb, runId] = /^\/v1\/jobs\/([^/:]+)(?::(\w+))?(?:\/runs\/([^/]+))?$/.exec(url.pathname) ?? [];
    if (url.pathname === '/v1/jobs:batchGet') return batch(url.searchParams.getAll('ids'));
    if (url.pathname === '/v1/jobs' && method === 'GET') return list(url);
    if (url.pathname.startsWith('/v1/operations/o')) return Response.json({ name: url.pathname.slice(4), done: true });
    const found = all.find(({ name }) => name === `jobs/${id}`);
    if (id !== undefined && !found) return refuse(404);
    if (found && verb === 'run') {
      found.runs.push(`r${++changes}`);
      return Response.json({ name: `jobs/${id}/runs/${found.runs.at(-1)}`, number: found.runs.length });
    }
    if (found && verb === 'archive') {
      if (found.end !== undefined) return refuse(400);
      found.end = Date.now() + 300;
      return Response.json({ name: `operations/o${++changes}`, done: false });
    }
    if (found && verb === 'pause') {
      if (stateOf(found) === 'PAUSED' && fault !== 'paused twice') return refuse(400);
      if (stateOf(found) === 'ARCHIVED' && fault !== 'an archived job is paused') return refuse(400);
      if (stateOf(found) === 'ARCHIVED') delete found.end;
      return Response.json(shown(Object.assign(found, { state: 'PAUSED', etag: `e${++changes}` })));
    }
    if (found && runId !== undefined) {
      const holders = fault === 'a run of another job' ? all : [found];
      const number = holders.flatMap(({ runs }) => runs).indexOf(runId) + 1;
      return number > 0 ? Response.json({ name: `jobs/${id}/runs/${runId}`, number }) : refuse(404);
    }
    if (found && method === 'GET') return Response.json(shown(found));
    const sent: unknown = await request.json().catch(() => undefined);
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return refuse(400);
    if (found) return change(found, sent as Record<string, unknown>, url);
    const whole = { budget: '0', ...(sent as Record<string, unknown>) };
    if (!isRight(whole)) return refuse(400);
    const kept = fault === 'a large number is rounded' ? String(BigInt(Number(whole.budget))) : whole.budget;
    const made: Job = {
      ...whole,
      budget: kept,
      name: `jobs/j${++changes}`,
      state: 'ACTIVE',
      etag: `e${changes}`,
      runs: [],
    };
    all.push(made);
    return Response.json(shown(made));
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  expect(failing(await checkDocument(document, implement(fault as Fault), undefined, relationsOf(title)))).toContain(
    title,
  );
});
