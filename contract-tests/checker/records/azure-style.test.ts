/**
 * An API after Azure's guidelines: names that the client chooses, merge patches, an expression for a filter, links to the
 * next page, work that goes on after a 202, tags, files as whole bodies, and two clients that do not see each other.
 */
import { expect, test } from 'vitest';
import type { CheckOptions } from '../../../src/checker/index.js';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const name = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,38}[a-z0-9]$' };
const status = { type: 'string', enum: ['draft', 'active'], readOnly: true };
const own = { displayName: text, description: text, rules: { type: 'array', items: text, maxItems: 5 } };
const profile = object(['name', 'displayName', 'rules', 'status'], { name, ...own, status });
const subject = object(['name'], { name: text, country: text });
const job = object(['id', 'profileName', 'evidenceCount', 'status'], {
  id: { type: 'string', format: 'uuid' },
  profileName: name,
  subject,
  reference: text,
  evidenceCount: { type: 'integer', description: 'How many blobs are attached to the job at the moment.' },
  status: { type: 'string', enum: ['created', 'done'] },
});
const work = object(['id', 'status'], {
  id: text,
  status: { type: 'string', enum: ['Running', 'Succeeded', 'Failed'] },
});
const failure = { description: 'Refused' };
const failures = Object.fromEntries([400, 401, 404, 409, 412, 415].map((one) => [one, failure]));
/** Of each operation, so that a 500 is documented, too. */
const others = { default: failure };
const tag = { headers: { ETag: { schema: { type: 'string' } } } };
const answer = (schema: object, more: object = {}) => ({ description: 'It', content: content(schema), ...more });
const inHeader = (header: string, description = '') => ({ name: header, in: 'header', description, schema: text });
const inPath = (parameter: string, schema: object) => ({ name: parameter, in: 'path', required: true, schema });
const paging = [
  { name: 'top', in: 'query', description: 'Of all pages together.', schema: { type: 'integer', minimum: 0 } },
  { name: 'skip', in: 'query', schema: { type: 'integer', minimum: 0 } },
  { name: 'maxpagesize', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
];
const filter = {
  name: 'filter',
  in: 'query',
  description: "`status eq '<status>'` or `profileName eq '<name>'`, or both joined by ` and `.",
  schema: text,
};
const page = (items: object) =>
  object(['value'], { value: { type: 'array', items }, nextLink: { type: 'string', format: 'uri' } });
const body = (schema: object, type?: string) => ({ required: true, content: content(schema, type) });
const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const profileId = inPath('profileName', name);
const jobId = inPath('jobId', { type: 'string', format: 'uuid' });
const document = {
  openapi: '3.1.0',
  info: { title: 'Jobs', version: '1' },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'api-key' } } },
  security: [{ key: [] }],
  paths: {
    '/profiles/{profileName}': {
      parameters: [profileId],
      get: {
        operationId: 'getProfile',
        parameters: [inHeader('If-None-Match')],
        responses: { 200: answer(profile, tag), 304: { description: 'As it was' }, ...failures },
      },
      put: {
        operationId: 'putProfile',
        description: 'Replaces the profile. Nothing of the former content survives.',
        parameters: [inHeader('If-Match'), inHeader('If-None-Match')],
        requestBody: body(object(['displayName'], own)),
        responses: { 200: answer(profile, tag), 201: answer(profile, tag), ...failures },
      },
      patch: {
        operationId: 'patchProfile',
        parameters: [inHeader('If-Match')],
        requestBody: body(
          object([], { displayName: text, description: nullable(text), rules: own.rules }),
          'application/merge-patch+json',
        ),
        responses: { 200: answer(profile, tag), ...failures },
      },
      delete: { operationId: 'deleteProfile', responses: { 204: { description: 'Gone' }, ...failures } },
    },
    '/profiles/{profileName}:restore': {
      parameters: [profileId],
      post: {
        operationId: 'restoreProfile',
        description: 'Looks among the deleted ones only.',
        responses: { 200: answer(profile), ...failures },
      },
    },
    '/profiles/{profileName}:publish': {
      parameters: [profileId],
      post: {
        operationId: 'publishProfile',
        description: 'A profile needs at least one rule before it can go live.',
        responses: { 200: answer(profile), ...failures },
      },
    },
    '/jobs': {
      get: {
        operationId: 'listJobs',
        parameters: [...paging, filter],
        responses: { 200: answer(page(job)), 400: failure, 401: failure, ...others },
      },
      post: {
        operationId: 'createJob',
        description: 'Of an active profile. 409 if another job has the same reference.',
        parameters: [inHeader('Repeatability-Request-ID', 'The same ID gets the first answer again.')],
        requestBody: body(object(['profileName', 'subject'], { profileName: name, subject, reference: text })),
        responses: { 201: answer(job), ...failures },
      },
    },
    '/jobs/{jobId}': {
      parameters: [jobId],
      get: { operationId: 'getJob', responses: { 200: answer(job), ...failures } },
    },
    '/jobs/{jobId}:start': {
      parameters: [jobId],
      post: {
        operationId: 'startJob',
        description: 'The work reaches a final status within one second.',
        responses: {
          202: answer(work, { headers: { 'Operation-Location': { schema: { type: 'string', format: 'uri' } } } }),
          ...failures,
        },
      },
    },
    '/jobs/{jobId}/evidence/{evidenceName}': {
      parameters: [jobId, inPath('evidenceName', name)],
      get: {
        operationId: 'getEvidence',
        responses: { 200: { description: 'The file', content: { 'image/png': {} } }, ...failures },
      },
      put: {
        operationId: 'putEvidence',
        requestBody: { required: true, content: { 'image/png': {} } },
        responses: { 200: answer(object([], {})), 201: answer(object([], {})), ...failures },
      },
    },
    '/jobs/{jobId}/evidence': {
      parameters: [jobId],
      get: {
        operationId: 'listEvidence',
        responses: { 200: answer(page(object(['name'], { name }))), ...failures },
      },
    },
    '/operations/{operationId}': {
      parameters: [inPath('operationId', text)],
      get: { operationId: 'getOperation', responses: { 200: answer(work), ...failures } },
    },
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'what is replaced keeps its description': 'putProfile: what it leaves out is gone',
  'null is ignored': 'patchProfile: null takes away',
  'a tag is answered with the record': 'getProfile: its tag is answered with 304',
  'what is there is replaced': 'putProfile: If-None-Match: * replaces nothing',
  'another client reads it': 'getJob: it is not that of another client',
  'another client changes it': 'putProfile: it is not that of another client',
  'another client lists it': 'listJobs: list: none of another client',
  'another client names it': 'createJob: profileName is not that of another client',
  'the filter is left aside': 'listJobs: list: filter filter by status',
  'only the first clause counts': 'listJobs: list: filter filter: and',
  'the next page begins again': 'listJobs: list: its links lead to the other pages',
  'too far is an error': 'listJobs: list: nothing is beyond its end',
  'work goes on for ever': 'startJob: what operation-location names comes to an end',
  'work goes on after its end': 'startJob: what operation-location names comes to an end',
  'the work is nowhere': 'startJob: what operation-location names comes to an end',
  'a request that comes again makes another job': 'createJob: the same Repeatability-Request-ID makes one record',
  'two have one reference': 'createJob: no two have the same reference',
  'the country is lost': 'createJob: what it creates is shown',
  'a file loses its end': 'putEvidence: what it stores is given back',
  'what is stored again counts twice': 'putEvidence: /evidenceCount of its jobs afterwards, once it is replaced',
  'a restored profile has lost its rules': 'restoreProfile: what was deleted is back',
} as const;

type Fault = keyof typeof faults;
type Profile = Record<string, unknown> & { tag: number };
interface Job {
  own: Record<string, unknown>;
  files: Map<string, Buffer>;
  stored: number;
}
interface Account {
  profiles: Map<string, Profile>;
  deleted: Map<string, Profile>;
  jobs: Map<string, Job>;
  works: Map<string, { began: number; looks: number }>;
  repeated: Map<string, string>;
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const accounts = new Map<string, Account>();
  let count = 0;
  const refuse = (code: number) => new Response(null, { status: code });
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '' && [...one].length <= 40;
  const isName = (one: unknown): one is string => typeof one === 'string' && new RegExp(name.pattern).test(one);
  const isIn = (given: Record<string, unknown>, members: Record<string, (value: unknown) => boolean>): boolean =>
    Object.entries(members).every(([member, isRight]) => given[member] === undefined || isRight(given[member]));
  const members = {
    displayName: isText,
    description: isText,
    rules: (one: unknown) => Array.isArray(one) && one.length <= 5 && one.every(isText),
  };
  const ofProfile = async (request: Request, account: Account, id: string, action: string): Promise<Response> => {
    const { profiles, deleted } = account;
    const shown = (profileName: string, code = 200) => {
      const { tag: own, ...more } = profiles.get(profileName)!;
      return Response.json({ name: profileName, ...more }, { status: code, headers: { etag: `"${own}"` } });
    };
    if (!isName(id)) return refuse(400);
    const known = profiles.get(id);
    if (action === 'restore') {
      const back = deleted.get(id);
      if (!back || known) return refuse(404);
      deleted.delete(id);
      profiles.set(
        id,
        fault === 'a restored profile has lost its rules' ? { ...back, rules: [], description: 'x' } : back,
      );
      return shown(id);
    }
    const [wanted, unless] = ['if-match', 'if-none-match'].map((header) => request.headers.get(header));
    if (wanted != null && wanted !== `"${known?.tag}"`) return refuse(412);
    if (request.method === 'PUT') {
      const sent = await jsonObjectIn(request);
      if (!sent || !isText(sent.displayName) || !isIn(sent, members)) return refuse(400);
      if (unless === '*' && known && fault !== 'what is there is replaced') return refuse(412);
      const {
        displayName,
        description = fault === 'what is replaced keeps its description' ? known?.description : undefined,
      } = sent;
      profiles.set(id, {
        displayName,
        ...(description !== undefined && { description }),
        rules: sent.rules ?? [],
        status: known?.status ?? 'draft',
        tag: ++count,
      });
      return shown(id, known ? 200 : 201);
    }
    if (!known) return refuse(404);
    if (action === 'publish') {
      if ((known.rules as unknown[]).length === 0) return refuse(409);
      Object.assign(known, { status: 'active', tag: ++count });
      return shown(id);
    }
    if (request.method === 'GET') {
      const isSame = unless === `"${known.tag}"` && fault !== 'a tag is answered with the record';
      return isSame ? refuse(304) : shown(id);
    }
    if (request.method === 'DELETE') {
      profiles.delete(id);
      deleted.set(id, known);
      return refuse(204);
    }
    const sent = await jsonObjectIn(request, 'application/merge-patch+json');
    if (!sent || !isIn(sent, { ...members, description: (one) => one === null || isText(one) })) return refuse(400);
    for (const member of ['displayName', 'description', 'rules'])
      if (sent[member] === null && fault !== 'null is ignored') delete known[member];
      else if (sent[member] !== undefined && sent[member] !== null) known[member] = sent[member];
    known.tag = ++count;
    return shown(id);
  };
  const shownJob = ({ own: more, files, stored }: Job) => ({
    ...more,
    evidenceCount: fault === 'what is stored again counts twice' ? stored : files.size,
  });
  const listJobs = (account: Account, { searchParams, pathname }: URL): Response => {
    const number = (parameter: string, usual: number): number => Number(searchParams.get(parameter) ?? usual);
    const [top, skip, size] = [number('top', 1e6), number('skip', 0), number('maxpagesize', 25)];
    const isRight = [top, skip, size].every((one) => Number.isInteger(one) && one >= 0) && size >= 1 && size <= 50;
    const expression = searchParams.get('filter');
    const clauses = (expression?.split(' and ') ?? []).map((one) => /^(status|profileName) eq '([^']*)'$/.exec(one));
    if (!isRight || clauses.includes(null)) return refuse(400);
    const jobs =
      fault === 'another client lists it'
        ? [...accounts.values()].flatMap((one) => [...one.jobs.values()])
        : [...account.jobs.values()];
    if (fault === 'too far is an error' && skip > jobs.length) return refuse(500);
    const counted = fault === 'only the first clause counts' ? clauses.slice(0, 1) : clauses;
    const kept = jobs
      .map(shownJob)
      .filter(
        (one) =>
          fault === 'the filter is left aside' ||
          counted.every((clause) => (one as Record<string, unknown>)[clause![1]!] === clause![2]),
      );
    const all = kept.slice(skip, skip + top);
    const next = new URLSearchParams(searchParams);
    next.set('skip', String(fault === 'the next page begins again' ? skip : skip + size));
    if (searchParams.has('top')) next.set('top', String(Math.max(0, top - size)));
    return Response.json({
      value: all.slice(0, size),
      ...(all.length > size && { nextLink: `http://target.test${pathname}?${next}` }),
    });
  };
  const createJob = async (request: Request, account: Account): Promise<Response> => {
    const sent = await jsonObjectIn(request);
    const subject = sent?.subject as { name?: unknown; country?: unknown } | undefined;
    const isRight = isText(subject?.name) && (subject?.country === undefined || isText(subject.country));
    const { profileName, reference } = sent ?? {};
    if (!isName(profileName) || !isRight || (reference !== undefined && !isText(reference))) return refuse(400);
    const owner = fault === 'another client names it' ? accounts.get('fake-one')! : account;
    if (owner.profiles.get(profileName)?.status !== 'active') return refuse(409);
    const key = request.headers.get('repeatability-request-id');
    const known = key === null ? undefined : account.repeated.get(key);
    if (known !== undefined && fault !== 'a request that comes again makes another job')
      return Response.json(shownJob(account.jobs.get(known)!), { status: 201 });
    const isTaken =
      reference !== undefined && [...account.jobs.values()].some((one) => one.own.reference === reference);
    if (isTaken && fault !== 'two have one reference') return refuse(409);
    const id = crypto.randomUUID();
    if (key !== null) account.repeated.set(key, id);
    const { country, ...named } = subject as Record<string, unknown>;
    const kept = fault === 'the country is lost' || country === undefined ? named : { ...named, country };
    const own = { id, profileName, subject: kept, ...(reference !== undefined && { reference }), status: 'created' };
    account.jobs.set(id, { own, files: new Map(), stored: 0 });
    return Response.json(shownJob(account.jobs.get(id)!), { status: 201 });
  };
  const ofEvidence = async (request: Request, { files }: Job, id: string, count: () => void) => {
    if (!isName(id)) return refuse(400);
    if (request.method === 'GET') {
      const file = files.get(id);
      return file ? new Response(new Uint8Array(file), { headers: { 'content-type': 'image/png' } }) : refuse(404);
    }
    if (request.headers.get('content-type')?.toLowerCase() !== 'image/png') return refuse(415);
    const file = Buffer.from(await request.arrayBuffer());
    if (file.length === 0) return refuse(400);
    const isNew = !files.has(id);
    files.set(id, fault === 'a file loses its end' ? file.subarray(0, -1) : file);
    count();
    return Response.json({}, { status: isNew ? 201 : 200 });
  };
  const shownWork = (id: string, { began, looks }: { began: number; looks: number }) => {
    const isOver = Date.now() - began > 100 && fault !== 'work goes on for ever';
    const isBack = fault === 'work goes on after its end' && looks > 2 && looks % 2 === 1;
    return { id, status: isOver && !isBack ? 'Succeeded' : 'Running' };
  };
  return async (request) => {
    const url = new URL(request.url);
    const key = request.headers.get('api-key');
    if (key === null || !/^fake-(?:one|other)$/.test(key)) return refuse(401);
    const of = (client: string): Account => {
      const known = accounts.get(client) ?? {
        profiles: new Map(),
        deleted: new Map(),
        jobs: new Map(),
        works: new Map(),
        repeated: new Map(),
      };
      accounts.set(client, known);
      return known;
    };
    const account = of(key);
    const [, noun, named = '', part, last] = url.pathname.split('/');
    const [id = '', action = ''] = decodeURIComponent(named).split(':');
    if (noun === 'profiles')
      return ofProfile(request, fault === 'another client changes it' ? of('fake-one') : account, id, action);
    if (noun === 'operations') {
      const work = account.works.get(id);
      if (!work || fault === 'the work is nowhere') return refuse(404);
      work.looks++;
      return Response.json(shownWork(id, work));
    }
    if (id === '') return request.method === 'GET' ? listJobs(account, url) : createJob(request, account);
    if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return refuse(400);
    const job = (fault === 'another client reads it' ? of('fake-one') : account).jobs.get(id.toLowerCase());
    if (!job) return refuse(404);
    if (action === 'start') {
      const work = String(++count);
      account.works.set(work, { began: Date.now(), looks: 0 });
      const headers = { 'operation-location': `http://target.test/operations/${work}` };
      return Response.json({ id: work, status: 'Running' }, { status: 202, headers });
    }
    if (part === undefined) return Response.json(shownJob(job));
    if (last === undefined) return Response.json({ value: [...job.files.keys()].map((one) => ({ name: one })) });
    return ofEvidence(request, job, last, () => job.stored++);
  };
}

const clients: Partial<CheckOptions> = { credentials: { key: 'fake-one' }, otherCredentials: { key: 'fake-other' } };

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, { ...relations, ...clients });
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test('without credentials of another client › nothing is said of it', async () => {
  const { credentials } = clients;
  const cases = await checkDocument(document, implement(), undefined, {
    ...relationsOf('startJob: '),
    credentials: credentials!,
  });
  expect(cases.length).toBeGreaterThan(0);
  expect(cases.filter((one) => /another client/.test(one.case ?? ''))).toEqual([]);
});

test('credentials that the target does not know › it is not taken for a client that is shut out', async () => {
  const otherCredentials = { key: 'fake-nobody' };
  const cases = await checkDocument(document, implement(), undefined, {
    ...relationsOf('getJob: '),
    ...clients,
    otherCredentials,
  });
  const told = cases.filter((one) => /another client/.test(one.case ?? ''));
  expect(told.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual([
    'skipped: no request of the other client is accepted',
  ]);
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  const more = { ...relationsOf(title), ...clients };
  expect(failing(await checkDocument(document, implement(fault as Fault), undefined, more))).toContain(title);
});
