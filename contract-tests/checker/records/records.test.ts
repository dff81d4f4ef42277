/** A document that nobody has written a recipe for: the check makes the records that its requests are about. */
import { expect, test } from 'vitest';
import type { CaseResult } from '../../../src/checker/index.js';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing } from '../../support/check-document.js';
import { document, implement } from './notes.js';

type Fetch = (request: Request) => Promise<Response>;

const check = (
  fetch: Fetch,
  phases?: ('relations' | 'positives')[],
  of: JsonObject = document,
): Promise<CaseResult[]> => checkDocument(of, fetch, undefined, phases && { selection: { phases } });

test('an implementation that keeps it passes, and each operation is exercised in each phase', async () => {
  const cases = await check(implement());
  expect(failing(cases)).toEqual([]);
  for (const phase of ['examples', 'negatives', 'positives'] as const) {
    const passed = new Set(
      cases.filter((one) => one.phase === phase && one.outcome === 'passed').map((one) => one.operationId),
    );
    expect([...passed].sort(), phase).toEqual([...new Set(cases.map((one) => one.operationId))].sort());
  }
  const left = cases.filter(({ outcome, phase }) => outcome === 'skipped' && phase !== 'examples');
  expect(left.map((one) => `${one.operationId} ${one.case}: ${one.reason}`)).toEqual([]);
});

test.each([
  ['another title is stored', 'createNote: what it creates is shown'],
  ['a null', 'createNote: what it creates of required members is shown'],
  ['lost lines', 'createLine: what it creates is shown'],
  ['a wrong location', 'createLine: what it creates is shown'],
  ['no change', 'changeNote: what it changes is changed'],
  ['the rest is emptied', 'changeNote: what it changes is changed'],
  ['null is ignored', 'changeNote: null takes away'],
  ['read-only is changed', 'changeNote: what is read-only stays'],
  ['read-only is changed', 'createNote: what is read-only is not taken'],
  ['no bound', 'listNotes: list: filter max_weight'],
  ['the rest is kept', 'replaceNote: what it leaves out is gone'],
  ['200 for a creation', 'replaceNote: what it creates is answered with 201'],
  ['nothing is deleted', 'deleteNote: what it deletes is gone'],
  ['no archive', 'archiveNote: what it changes is changed'],
  ['settings are lost', 'setSettings: what it changes is changed'],
  ['another item', 'listNotes: list: an item is as it is alone'],
  ['no limit', 'listNotes: list: no more than its size'],
  ['no offset', 'listNotes: list: its pages follow each other'],
  ['another default', 'listNotes: list: limit by default'],
  ['no filter', 'listNotes: list: filter status'],
  ['the first value of a filter', 'listNotes: list: filter status'],
  ['one order', 'listNotes: list: order title'],
])('%s: it is found', async (fault, expected) => {
  expect(failing(await check(implement(fault), ['relations']))).toContain(expected);
});

test('no recipe says which state is wanted: a documented 404 or 409 is not held against a target', async () => {
  const sound = implement();
  const cases = await check((request) =>
    /\/(archive|lines)/.test(request.url)
      ? Promise.resolve(Response.json({ problem: 'not now' }, { status: 409 }))
      : sound(request),
  );
  expect(failing(cases)).toEqual([]);
  const archived = cases.find(
    (one) => one.operationId === 'archiveNote' && one.phase === 'examples' && one.status === 200,
  );
  expect(archived).toMatchObject({ outcome: 'skipped', reason: 'the plain request was answered with 409' });
});

test('a record of an example that the target does not have is not held against it where none can be made', async () => {
  const paths = { '/notes/{slug}': (document.paths as JsonObject)['/notes/{slug}'] } as JsonObject;
  const cases = await check(implement(), undefined, { ...document, paths });
  // PUT makes one, at an id of the check's own.
  expect(failing(cases)).toEqual([]);
  const found = failing(await check(implement('nothing is deleted'), ['relations'], { ...document, paths }));
  expect(found).toContain('deleteNote: what it deletes is gone');
});

test('the id of what is created may stand in Location alone', async () => {
  const { paths } = structuredClone(document) as { paths: Record<string, Record<string, JsonObject>> };
  const [notes, note] = [paths['/notes'], paths['/notes/{slug}']];
  const created = {
    201: { description: 'Created.' },
    400: { description: 'Refused.' },
    409: { description: 'Taken.' },
  };
  Object.assign(notes!.post!, { responses: created });
  const bare =
    (sound: Fetch): Fetch =>
    async (request) => {
      const response = await sound(request);
      if (request.method !== 'POST' || !response.ok) return response;
      return new Response(null, { status: 201, headers: { location: response.headers.get('location') ?? '' } });
    };
  const own = { ...document, paths: { '/notes': notes, '/notes/{slug}': note } } as JsonObject;
  expect(failing(await check(bare(implement()), undefined, own))).toEqual([]);
  const found = failing(await check(bare(implement('nothing is deleted')), ['relations'], own));
  expect(found).toContain('deleteNote: what it deletes is gone');
});

test('an answer may hold the record beside what it says of itself', async () => {
  const wrap =
    (sound: Fetch): Fetch =>
    async (request) => {
      const response = await sound(request);
      if (!response.ok || response.status === 204 || !/json/.test(response.headers.get('content-type') ?? ''))
        return response;
      const body: unknown = await response.json();
      return Response.json(Array.isArray(body) ? body : { data: body }, response);
    };
  const own = structuredClone(document) as { components: { schemas: Record<string, object> } };
  for (const name of ['Note', 'Line', 'Settings'])
    own.components.schemas[`${name}Answer`] = {
      type: 'object',
      properties: { data: { $ref: `#/components/schemas/${name}` } },
      required: ['data'],
    };
  const text = JSON.stringify(own, (key, value: JsonObject) =>
    key === 'responses'
      ? JSON.parse(
          JSON.stringify(value).replaceAll(
            /"schema":\{"\$ref":"#\/components\/schemas\/(Note|Line|Settings)"\}/g,
            '"schema":{"$ref":"#/components/schemas/$1Answer"}',
          ),
        )
      : value,
  );
  const wrapped = JSON.parse(text) as JsonObject;
  expect(failing(await check(wrap(implement()), undefined, wrapped))).toEqual([]);
  const found = failing(await check(wrap(implement('no change')), ['relations'], wrapped));
  expect(found).toContain('changeNote: what it changes is changed');
});

test('a change is made to the record as it is: If-Match has its tag', async () => {
  const tagged =
    (sound: Fetch, isCompared = true): Fetch =>
    async (request) => {
      const isNote = /\/notes\/[^/]+$/.test(request.url);
      const before = isNote ? await sound(new Request(request.url)) : undefined;
      const tag = before?.ok
        ? `"${Buffer.from(await before.clone().text())
            .toString('base64url')
            .slice(-40)}"`
        : undefined;
      if (isNote && request.method === 'GET' && before) {
        if (tag !== undefined) before.headers.set('etag', tag);
        return before;
      }
      const isChange = isCompared && isNote && ['PUT', 'PATCH'].includes(request.method) && tag !== undefined;
      if (isChange && request.headers.get('if-match') !== tag)
        return Response.json({ problem: 'changed' }, { status: 412 });
      return sound(request);
    };
  const own = structuredClone(document) as { paths: Record<string, Record<string, JsonObject>> };
  for (const method of ['put', 'patch']) {
    const operation = own.paths['/notes/{slug}']![method] as { responses: object; parameters?: object };
    operation.parameters = [
      { name: 'If-Match', in: 'header', required: true, schema: { type: 'string', pattern: '^".*"$' } },
    ];
    operation.responses = { ...operation.responses, 412: { description: 'It has been changed.' } };
  }
  const cases = await check(tagged(implement()), undefined, own as unknown as JsonObject);
  expect(failing(cases)).toEqual([]);
  const passed = cases.filter((one) => one.operationId === 'changeNote' && one.outcome === 'passed');
  expect(new Set(passed.map(({ phase }) => phase))).toEqual(
    new Set(['examples', 'negatives', 'positives', 'relations']),
  );
  const found = failing(await check(tagged(implement('no change')), ['relations'], own as unknown as JsonObject));
  expect(found).toContain('changeNote: what it changes is changed');
  for (const [fault, expected] of [
    ['null is ignored', 'changeNote: null takes away'],
    ['the rest is kept', 'replaceNote: what it leaves out is gone'],
  ] as const)
    expect(failing(await check(tagged(implement(fault)), ['relations'], own as unknown as JsonObject))).toContain(
      expected,
    );
  const blind = failing(await check(tagged(implement(), false), ['relations'], own as unknown as JsonObject));
  expect(blind.sort()).toEqual(['changeNote: another tag is refused', 'replaceNote: another tag is refused']);
});

test('what replaces a record has its own value of what no two records share', async () => {
  const taken = new Map<string, string>();
  const unique =
    (sound: Fetch): Fetch =>
    async (request) => {
      const isWrite = request.method === 'POST' || request.method === 'PUT';
      const { pathname } = new URL(request.url);
      const { title } = isWrite
        ? (((await request
            .clone()
            .json()
            .catch(() => ({}))) ?? {}) as { title?: string })
        : {};
      const slug = pathname.split('/')[2];
      if (
        typeof title === 'string' &&
        pathname.startsWith('/notes') &&
        (taken.get(title) ?? slug ?? '') !== (slug ?? '')
      )
        return Response.json({ problem: 'taken' }, { status: 409 });
      const response = await sound(request);
      if (isWrite && response.ok && typeof title === 'string')
        taken.set(title, slug ?? ((await response.clone().json()) as { slug: string }).slug);
      return response;
    };
  const own = JSON.parse(
    JSON.stringify(document).replace('"required":["title","slug"]', '"required":["title"]'),
  ) as JsonObject;
  let count = 0;
  const named =
    (sound: Fetch): Fetch =>
    async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/notes')) return sound(request);
      const body = (await request
        .clone()
        .json()
        .catch(() => undefined)) as Record<string, unknown> | undefined;
      if (typeof body !== 'object' || body === null || !('title' in body)) return sound(request);
      // The target makes the slug itself.
      const slug = [...String(++count).padStart(6, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
      const headers = { 'content-type': request.headers.get('content-type') ?? '' };
      return sound(new Request(request.url, { method: 'POST', headers, body: JSON.stringify({ ...body, slug }) }));
    };
  const cases = await check(unique(named(implement())), ['relations'], own);
  const replaced = cases.filter((one) => one.operationId === 'replaceNote');
  expect(replaced.length).toBeGreaterThan(2);
  expect(replaced.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

test('a mock that answers by name keeps no state: none is asked of it', async () => {
  const mock: Fetch = (request) => {
    const isList = request.method === 'GET' && request.url.endsWith('/notes');
    const note = { title: 'Always this', slug: 'first', status: 'open', made: '2031-02-03' };
    const body = /settings/.test(request.url)
      ? { colour: 'green' }
      : /lines/.test(request.url)
        ? { number: 1, words: 'x' }
        : note;
    const [, code = '200'] = /code=(\d+)/.exec(request.headers.get('prefer') ?? '') ?? [];
    if (code === '204') return Promise.resolve(new Response(null, { status: 204 }));
    return Promise.resolve(
      Response.json(Number(code) >= 400 ? { problem: 'x' } : isList ? [body] : body, { status: Number(code) }),
    );
  };
  const cases = await checkDocument(document, mock, undefined, { honoursPrefer: true });
  expect(failing(cases)).toEqual([]);
  expect(cases.filter(({ phase }) => phase === 'relations')).toEqual([]);
});

test('nothing is made where only what is safe may be sent', async () => {
  const methods = new Set<string>();
  const sound = implement();
  const watched: Fetch = (request) => (methods.add(request.method), sound(request));
  await checkDocument(document, watched, undefined, { readOnly: true });
  expect([...methods].sort()).toEqual(['GET']);
});

test('a target that answers the same to each creation makes no records, and is not held to have some', async () => {
  const sound = implement();
  const answers = new Map<string, Promise<Response>>();
  const cases = await check(
    async (request) => {
      const key = `${request.method} ${new URL(request.url).pathname}`;
      if (request.method !== 'POST') return sound(request);
      if (!answers.has(key)) answers.set(key, sound(request));
      return ((await answers.get(key)) as Response).clone();
    },
    ['relations'],
  );
  expect(failing(cases)).toEqual([]);
  expect(cases.some(({ case: name }) => name === 'what it creates is shown')).toBe(false);
});

test('a request that comes again may be answered with the record that is there: another one differs in something', async () => {
  const sound = implement();
  const answers = new Map<string, Promise<Response>>();
  const cases = await check(
    async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/notes')) return sound(request);
      const { slug } = (await request.clone().json()) as { slug?: unknown };
      const key = `${new URL(request.url).pathname} ${JSON.stringify(slug)}`;
      if (!answers.has(key)) answers.set(key, sound(request));
      return ((await answers.get(key)) as Response).clone();
    },
    ['relations'],
  );
  expect(failing(cases)).toEqual([]);
  const shown = cases.filter((one) => one.operationId === 'createNote' && one.case === 'what it creates is shown');
  expect(shown.map(({ outcome }) => outcome)).toEqual(['passed']);
});
