/**
 * An API as Rails and Laravel teams write it: bodies in a wrapper, ids that count, a record that is `id` in its own path and
 * `person_id` in those below it, 422 for all that is wrong, soft deletion, sparse fields, and what is included.
 */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 60 };
const id = { type: 'integer', minimum: 1 };
const email = { type: 'string', pattern: '^[a-z0-9]+@example\\.test$', examples: ['ada@example.test'] };
const score = { type: 'string', pattern: '^[0-9]{1,3}(\\.[0-9]{2})$', examples: ['12.50'] };
const input = { email, name: { ...text, pattern: String.raw`\S` }, score };
const person = object(['id'], {
  id,
  ...input,
  phone: text,
  papers_count: { type: 'integer', description: 'The number of papers that the list of papers shows.' },
  status: { type: 'string', enum: ['pending', 'verified', 'rejected'], readOnly: true },
  papers: { type: 'array', items: object(['id', 'kind'], { id, kind: text }) },
});
const paper = object(['id', 'kind'], { id, kind: text });
const note = object(['id', 'body', 'pinned'], { id, body: text, pinned: { type: 'boolean', default: false } });
const failure = { description: 'Refused' };
const failures = { 400: failure, 404: failure, 422: failure };
const answer = (schema: object) => ({ description: 'It', content: content(schema) });
const wrapped = (name: string, schema: object) => object([name], { [name]: schema });
const body = (name: string, schema: object) => ({ required: true, content: content(wrapped(name, schema)) });
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: id });
const list = (name: string, values: readonly string[]) => ({
  name,
  in: 'query',
  style: 'form',
  explode: false,
  schema: { type: 'array', minItems: 1, items: { type: 'string', enum: values } },
});
const representation = [
  list('fields[people]', ['id', 'email', 'name', 'score', 'status']),
  list('include', ['papers']),
];
const page = (items: object) =>
  object(['data', 'links'], {
    data: { type: 'array', items },
    links: object(
      [],
      Object.fromEntries(['first', 'prev', 'next', 'last'].map((one) => [one, { type: ['string', 'null'] }])),
    ),
  });
const paging = [
  { name: 'page[number]', in: 'query', schema: { type: 'integer', minimum: 1 } },
  { name: 'page[size]', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
];
const sort = {
  name: 'sort',
  in: 'query',
  description: 'By `email` or `score`, which sorts as a number; descending with a leading minus.',
  schema: { type: 'string', pattern: '^-?(email|score)$' },
};
const document = JSON.parse(
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'People', version: '1' },
    paths: {
      '/login': {
        post: {
          operationId: 'login',
          requestBody: {
            required: true,
            content: {
              'application/json': {
                ...content(object(['password'], { password: text }))['application/json'],
                example: { password: 'open-sesame' },
              },
            },
          },
          responses: { 201: answer(object(['token'], { token: text })), 400: failure, 401: failure },
        },
      },
      '/people': {
        get: {
          operationId: 'listPeople',
          parameters: [...paging, sort],
          responses: { 200: answer(page(person)), 400: failure },
        },
        post: {
          operationId: 'createPerson',
          description: 'The email must not belong to another person; deleted ones do not count.',
          requestBody: body('person', object(['email', 'name'], input)),
          responses: { 201: answer(wrapped('person', person)), ...failures },
        },
      },
      '/people/{id}': {
        parameters: [inPath('id')],
        get: {
          operationId: 'showPerson',
          parameters: representation,
          responses: { 200: answer(wrapped('person', person)), ...failures },
        },
        patch: {
          operationId: 'changePerson',
          description: 'Only what is sent is touched. The rule about emails holds here too.',
          requestBody: body('person', object([], input)),
          responses: { 200: answer(wrapped('person', person)), ...failures },
        },
        delete: { operationId: 'deletePerson', responses: { 204: { description: 'Gone' }, ...failures } },
      },
      '/people/{id}/restore': {
        parameters: [inPath('id')],
        post: {
          operationId: 'restorePerson',
          description: 'If somebody else has the email in the meantime, the restore fails with an error on `email`.',
          responses: { 200: answer(wrapped('person', person)), ...failures },
        },
      },
      '/people/{id}/review': {
        parameters: [inPath('id')],
        post: {
          operationId: 'reviewPerson',
          description: 'To reject, give a `reason`. To verify, a paper has to be on file. Otherwise: an error.',
          requestBody: body(
            'review',
            object(['verdict'], { verdict: { type: 'string', enum: ['rejected', 'verified'] }, reason: text }),
          ),
          responses: { 200: answer(wrapped('person', person)), ...failures },
        },
      },
      '/people/{person_id}/papers': {
        parameters: [inPath('person_id')],
        get: { operationId: 'listPapers', parameters: paging, responses: { 200: answer(page(paper)), ...failures } },
        post: {
          operationId: 'createPaper',
          requestBody: body('paper', object(['kind'], { kind: text })),
          responses: { 201: answer(wrapped('paper', paper)), ...failures },
        },
      },
      '/people/{person_id}/papers/{id}': {
        parameters: [inPath('person_id'), inPath('id')],
        patch: {
          operationId: 'changePaper',
          requestBody: body('paper', object([], { kind: text })),
          responses: { 200: answer(wrapped('paper', paper)), ...failures },
        },
        delete: { operationId: 'deletePaper', responses: { 204: { description: 'Gone' }, ...failures } },
      },
      '/people/{person_id}/notes': {
        parameters: [inPath('person_id')],
        post: {
          operationId: 'createNote',
          requestBody: body('note', object(['body'], { body: text, pinned: { type: 'boolean', default: false } })),
          responses: { 201: answer(wrapped('note', note)), ...failures },
        },
      },
    },
  }),
) as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'an email is taken twice by a change': 'changePerson: no two have the same email',
  'an email is taken twice by a restore': 'restorePerson: no two have the same email',
  'a restored person has no name': 'restorePerson: what was deleted is back',
  'fields are left aside': 'showPerson: fields[people] shows only these',
  'nothing is included': 'showPerson: include=papers shows these',
  'deleted papers are included': 'showPerson: include=papers shows these',
  'deleted papers are counted': 'deletePaper: /papers_count of its people afterwards',
  'a score is sorted as text': 'listPeople: list: order score',
  'the last page is left out': 'listPeople: list: its links lead to the other pages',
  'a paper is changed through another person': 'changePaper: none of another record is changed',
  'a paper is deleted through another person': 'deletePaper: none of another record is deleted',
  'a note is pinned': 'createNote: what it answers is what was sent',
  'the text of a note is lost': 'createNote: what it answers is what was sent',
} as const;

type Fault = keyof typeof faults | 'a name is written in other letters';
interface Person {
  email: string;
  name: string;
  score: string;
  status: string;
  isDeleted: boolean;
}
interface Paper {
  person: number;
  kind: string;
  isDeleted: boolean;
}

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const people: Person[] = [];
  const papers: Paper[] = [];
  let notes = 0;
  const refuse = (status: number) => new Response(null, { status });
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '' && [...one].length <= 60;
  const isRight = (given: Record<string, unknown>): boolean =>
    (given.email === undefined || new RegExp(email.pattern).test(String(given.email))) &&
    (given.name === undefined || isText(given.name)) &&
    (given.score === undefined || (typeof given.score === 'string' && new RegExp(score.pattern).test(given.score)));
  /** The record in a wrapper; undefined for an empty one, as `params.require` has it. */
  const recordIn = async (request: Request, name: string): Promise<Record<string, unknown> | undefined> => {
    const record = (await jsonObjectIn(request))?.[name];
    const isFilled = typeof record === 'object' && record !== null && Object.keys(record).length > 0;
    return isFilled && !Array.isArray(record) ? (record as Record<string, unknown>) : undefined;
  };
  const papersOf = (person: number, withDeleted: boolean) =>
    papers.flatMap((one, index) =>
      one.person === person && (withDeleted || !one.isDeleted) ? [{ id: index + 1, kind: one.kind }] : [],
    );
  const shown = (number: number, query = new URLSearchParams()) => {
    const { isDeleted: _, ...own } = people[number - 1]!;
    const whole = { id: number, ...own, papers_count: papersOf(number, fault === 'deleted papers are counted').length };
    const fields = fault === 'fields are left aside' ? undefined : query.get('fields[people]')?.split(',');
    const kept = fields
      ? Object.entries(whole).filter(([name]) => name === 'id' || fields.includes(name))
      : Object.entries(whole);
    const isIncluded = query.get('include') === 'papers' && fault !== 'nothing is included';
    const included = papersOf(number, fault === 'deleted papers are included');
    return { ...Object.fromEntries(kept), ...(isIncluded && { papers: included }) };
  };
  const person = (number: number, status = 200, query?: URLSearchParams) =>
    Response.json({ person: shown(number, query) }, { status });
  const isTaken = (wanted: unknown, but: number): boolean =>
    people.some((one, index) => one.email === wanted && !one.isDeleted && index + 1 !== but);
  const listed = (all: readonly object[], { pathname, searchParams }: URL) => {
    const [number, size] = [
      Number(searchParams.get('page[number]') ?? 1),
      Number(searchParams.get('page[size]') ?? 20),
    ];
    if (!(Number.isInteger(number) && number >= 1 && Number.isInteger(size) && size >= 1 && size <= 100))
      return refuse(400);
    const count = all.length / size;
    const last = Math.max(1, fault === 'the last page is left out' ? Math.floor(count) : Math.ceil(count));
    const link = (to: number) =>
      `${pathname}?${new URLSearchParams({ ...Object.fromEntries(searchParams), 'page[number]': String(to), 'page[size]': String(size) })}`;
    return Response.json({
      data: all.slice((number - 1) * size, number * size),
      links: {
        first: link(1),
        prev: number > 1 ? link(number - 1) : null,
        next: number < Math.ceil(count) ? link(number + 1) : null,
        last: link(last),
      },
    });
  };
  const ofPeople = async (request: Request, url: URL): Promise<Response> => {
    if (request.method === 'POST') {
      const sent = await recordIn(request, 'person');
      if (!sent) return refuse(400);
      if (sent.email === undefined || sent.name === undefined || !isRight(sent) || isTaken(sent.email, 0))
        return refuse(422);
      const { email: own, name, score: points = '0.00' } = sent as unknown as Person;
      const known =
        fault === 'a name is written in other letters' ? name.normalize('NFD').replaceAll(/[^\x20-\x7e]/g, '') : name;
      return person(people.push({ email: own, name: known, score: points, status: 'pending', isDeleted: false }), 201);
    }
    const order = url.searchParams.get('sort');
    if (order !== null && !new RegExp(sort.schema.pattern).test(order)) return refuse(400);
    const all = people.flatMap((one, index) => (one.isDeleted ? [] : [{ ...one, id: index + 1 }]));
    const by = order?.replace('-', '') as 'email' | 'score' | undefined;
    const isNumber = by === 'score' && fault !== 'a score is sorted as text';
    const compare = (one: Person, other: Person): number =>
      isNumber ? Number(one.score) - Number(other.score) : one[by!] < other[by!] ? -1 : 1;
    const sorted = by ? all.toSorted((one, other) => compare(one, other) * (order?.startsWith('-') ? -1 : 1)) : all;
    return listed(
      sorted.map((one) => shown(one.id)),
      url,
    );
  };
  const ofPapers = async (request: Request, url: URL, number: number, named: string | undefined): Promise<Response> => {
    if (named === undefined && request.method === 'GET') return listed(papersOf(number, false), url);
    const known = named === undefined ? undefined : papers[Number(named) - 1];
    const isForeign = known?.person !== number;
    const isChangedThere = request.method === 'PATCH' && fault === 'a paper is changed through another person';
    const isDeletedThere = request.method === 'DELETE' && fault === 'a paper is deleted through another person';
    if (named !== undefined && (!known || known.isDeleted || (isForeign && !isChangedThere && !isDeletedThere)))
      return refuse(404);
    if (known && request.method === 'DELETE') {
      known.isDeleted = true;
      return refuse(204);
    }
    const sent = await recordIn(request, 'paper');
    if (!sent) return refuse(400);
    if ((!known || sent.kind !== undefined) && !isText(sent.kind)) return refuse(422);
    if (known) known.kind = (sent.kind as string | undefined) ?? known.kind;
    const index = known ? Number(named) : papers.push({ person: number, kind: sent.kind as string, isDeleted: false });
    return Response.json({ paper: { id: index, kind: papers[index - 1]!.kind } }, { status: known ? 200 : 201 });
  };
  const createNote = async (request: Request): Promise<Response> => {
    const sent = await recordIn(request, 'note');
    if (!sent) return refuse(400);
    const { body: said, pinned = fault === 'a note is pinned' } = sent;
    if (!isText(said) || typeof pinned !== 'boolean') return refuse(422);
    const own = fault === 'the text of a note is lost' ? said.slice(0, 1) : said;
    return Response.json({ note: { id: ++notes, body: own, pinned } }, { status: 201 });
  };
  const review = async (request: Request, number: number, known: Person): Promise<Response> => {
    const sent = await recordIn(request, 'review');
    if (!sent) return refuse(400);
    const isRejected = sent.verdict === 'rejected' && isText(sent.reason);
    const isVerified = sent.verdict === 'verified' && papersOf(number, false).length > 0;
    if (!isRejected && !isVerified) return refuse(422);
    if (sent.reason !== undefined && !isText(sent.reason)) return refuse(422);
    known.status = sent.verdict as string;
    return person(number);
  };
  return async (request) => {
    const url = new URL(request.url);
    const [, noun, named, part, last] = decodeURIComponent(url.pathname).split('/');
    if (noun === 'login') {
      const { password } = ((await request.json().catch(() => undefined)) ?? {}) as { password?: unknown };
      if (!isText(password)) return refuse(400);
      return password === 'open-sesame' ? Response.json({ token: 'fake-token' }, { status: 201 }) : refuse(401);
    }
    if (named === undefined) return ofPeople(request, url);
    const number = Number(named);
    const known = people[number - 1];
    if (!known || known.isDeleted !== (part === 'restore')) return refuse(404);
    if (part === 'restore') {
      if (isTaken(known.email, number) && fault !== 'an email is taken twice by a restore') return refuse(422);
      Object.assign(known, { isDeleted: false, ...(fault === 'a restored person has no name' && { name: 'x' }) });
      return person(number);
    }
    if (part === 'papers') return ofPapers(request, url, number, last);
    if (part === 'notes') return createNote(request);
    if (part === 'review') return review(request, number, known);
    if (request.method === 'GET') return person(number, 200, url.searchParams);
    if (request.method === 'DELETE') {
      known.isDeleted = true;
      return refuse(204);
    }
    const sent = await recordIn(request, 'person');
    if (!sent) return refuse(400);
    if (!isRight(sent) || (isTaken(sent.email, number) && fault !== 'an email is taken twice by a change'))
      return refuse(422);
    for (const name of ['email', 'name', 'score'] as const)
      if (sent[name] !== undefined) known[name] = sent[name] as string;
    return person(number);
  };
}

test('a server that keeps the document › no relation fails, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining([...new Set(Object.values(faults))]));
});

test('a server that keeps the document › a value that words take only sometimes is refused, and so are other passwords', async () => {
  const selection = { phases: ['positives' as const], operations: ['reviewPerson', 'login', 'changePerson'] };
  const cases = await checkDocument(document, implement(), undefined, { selection });
  expect(failing(cases)).toEqual([]);
  expect(new Set(cases.flatMap(({ operationId, outcome }) => (outcome === 'passed' ? [operationId] : [])))).toContain(
    'changePerson',
  );
});

test.each([
  ['a server that keeps the document', undefined, []],
  [
    'a name is written in other letters',
    'a name is written in other letters',
    ['createPerson: body /person/name: not only ASCII'],
  ],
] as const)('%s › names in a wrapper, with a pattern, are compared', async (_, fault, found) => {
  const selection = { phases: ['positives' as const], operations: ['createPerson'] };
  const cases = await checkDocument(document, implement(fault), undefined, { selection });
  expect(failing(cases)).toEqual(expect.arrayContaining([...found]));
  expect(failing(cases).length > 0).toBe(found.length > 0);
  expect([...failing(cases), ...passing(cases)]).toContain('createPerson: body /person/name: not only ASCII');
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  // What is made in a record is looked for only where all is checked.
  const more = /deleted papers/.test(fault) ? relations : relationsOf(title);
  const cases = await checkDocument(document, implement(fault as Fault), undefined, more);
  expect(failing(cases)).toContain(title);
});
