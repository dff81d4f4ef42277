/** A document without recipes, and an implementation with a state that keeps it, but for one thing at a time. */
import type { JsonObject } from '../../../src/openapi/document.js';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]{4,12}$' } };
const number = { name: 'number', in: 'path', required: true, schema: { type: 'integer' } };
const refused = { description: 'Refused.', ...json({ $ref: '#/components/schemas/Problem' }) };
const failures = { 400: refused, 404: refused, 409: refused };
const location = { Location: { schema: { type: 'string' } } };
const note = { description: 'A note.', ...json({ $ref: '#/components/schemas/Note' }) };
const fields = {
  title: { type: 'string', minLength: 1, maxLength: 40 },
  status: { type: 'string', enum: ['open', 'done'], default: 'open' },
  tags: { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 5 },
  text: { type: ['string', 'null'], maxLength: 200 },
  weight: { type: 'integer', minimum: 0, maximum: 99 },
  made: { type: 'string', format: 'date', readOnly: true },
};
const created = { title: 'A first note', slug: 'first', status: 'open', tags: ['red'], text: 'To be kept.', weight: 5 };

export const document = {
  openapi: '3.1.1',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 5 } },
          { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 1000, default: 0 } },
          { name: 'status', in: 'query', schema: { type: 'array', items: fields.status }, explode: false },
          { name: 'max_weight', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 99 } },
          { name: 'sort', in: 'query', schema: { type: 'string', enum: ['title', '-title'] } },
        ],
        responses: {
          200: { description: 'Notes.', ...json({ type: 'array', items: { $ref: '#/components/schemas/Note' } }) },
          400: refused,
        },
      },
      post: {
        operationId: 'createNote',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewNote' }, example: created } },
        },
        responses: { 201: { ...note, headers: location }, 400: refused, 409: refused },
      },
    },
    '/notes/{slug}': {
      parameters: [slug],
      get: { operationId: 'getNote', responses: { 200: note, ...failures } },
      patch: {
        operationId: 'changeNote',
        requestBody: {
          required: true,
          content: {
            'application/merge-patch+json': {
              schema: { type: 'object', properties: fields, additionalProperties: false },
              example: { title: 'Another title', status: 'done' },
            },
          },
        },
        responses: { 200: note, ...failures },
      },
      put: {
        operationId: 'replaceNote',
        summary: 'Replace a note, or create it.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', properties: fields, required: ['title'], additionalProperties: false },
              example: { title: 'A third title', weight: 9 },
            },
          },
        },
        responses: { 200: note, 201: note, ...failures },
      },
      delete: { operationId: 'deleteNote', responses: { 204: { description: 'Gone.' }, ...failures } },
    },
    '/notes/{slug}/archive': {
      parameters: [slug],
      post: { operationId: 'archiveNote', responses: { 200: note, ...failures } },
    },
    '/notes/{slug}/lines': {
      parameters: [slug],
      post: {
        operationId: 'createLine',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { words: { type: 'string', minLength: 1, maxLength: 20 } },
                required: ['words'],
                additionalProperties: false,
              },
              example: { words: 'Some words' },
            },
          },
        },
        responses: {
          201: { description: 'A line.', headers: location, ...json({ $ref: '#/components/schemas/Line' }) },
          ...failures,
        },
      },
    },
    '/notes/{slug}/lines/{number}': {
      parameters: [slug, number],
      get: {
        operationId: 'getLine',
        responses: { 200: { description: 'A line.', ...json({ $ref: '#/components/schemas/Line' }) }, ...failures },
      },
    },
    '/settings': {
      get: {
        operationId: 'getSettings',
        responses: { 200: { description: 'All.', ...json({ $ref: '#/components/schemas/Settings' }) } },
      },
      put: {
        operationId: 'setSettings',
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Settings' }, example: { colour: 'blue' } },
          },
        },
        responses: {
          200: { description: 'All.', ...json({ $ref: '#/components/schemas/Settings' }) },
          400: refused,
        },
      },
    },
  },
  components: {
    schemas: {
      Problem: { type: 'object', properties: { problem: { type: 'string' } }, required: ['problem'] },
      Settings: {
        type: 'object',
        properties: { colour: { type: 'string', enum: ['blue', 'green'] } },
        required: ['colour'],
        additionalProperties: false,
      },
      NewNote: {
        type: 'object',
        properties: { ...fields, slug: slug.schema },
        required: ['title', 'slug'],
        additionalProperties: false,
      },
      Note: {
        type: 'object',
        properties: { ...fields, slug: slug.schema, archived: { type: 'boolean' } },
        required: ['title', 'slug', 'status', 'made'],
      },
      Line: {
        type: 'object',
        properties: { number: { type: 'integer' }, words: { type: 'string' } },
        required: ['number', 'words'],
      },
    },
  },
} as unknown as JsonObject;

type Note = Record<string, unknown> & { slug: string; status: string; title: string };

/** Each fault is one wrong thing; `''` is the sound implementation. */
export function implement(fault = ''): (request: Request) => Promise<Response> {
  const notes = new Map<string, Note>();
  const lines = new Map<string, { number: number; words: string }[]>();
  let colour = 'green';
  const is = (name: string) => fault === name;
  const answer = (status: number, body: unknown, headers = {}) => Response.json(body, { status, headers });
  const problem = (status: number) => answer(status, { problem: `refused with ${status}` });

  const isText = (value: unknown, most: number) =>
    typeof value === 'string' && [...value].length >= 1 && [...value].length <= most;
  const rules: Record<string, (value: unknown) => boolean> = {
    title: (value) => isText(value, 40),
    slug: (value) => typeof value === 'string' && /^[a-z]{4,12}$/.test(value),
    status: (value) => value === 'open' || value === 'done',
    tags: (value) => Array.isArray(value) && value.length <= 5 && value.every((one) => isText(one, Infinity)),
    text: (value) => value === null || (typeof value === 'string' && [...value].length <= 200),
    weight: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 99,
    made: () => true,
    words: (value) => isText(value, 20),
    colour: (value) => value === 'blue' || value === 'green',
  };
  const read = async (request: Request, allowed: readonly string[], required: readonly string[]) => {
    const isPatch = request.method === 'PATCH';
    const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
    if (type !== (isPatch ? 'application/merge-patch+json' : 'application/json')) return undefined;
    try {
      const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer()));
      if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
      const isGood = Object.entries(body).every(([name, value]) => allowed.includes(name) && rules[name]?.(value));
      return isGood && required.every((name) => name in body) ? (body as Record<string, unknown>) : undefined;
    } catch {
      return undefined;
    }
  };
  const own = Object.keys(fields);
  const withoutMade = (body: Record<string, unknown>) =>
    is('read-only is changed') ? body : Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'made'));
  const fresh = (body: Record<string, unknown>, name: string): Note => ({
    status: 'open',
    made: '2031-02-03',
    ...(withoutMade(body) as { title: string }),
    slug: name,
    archived: false,
  });

  const list = (query: URLSearchParams) => {
    const [limit, offset] = [query.get('limit') ?? (is('another default') ? '3' : '5'), query.get('offset') ?? '0'];
    const wanted = query.get('status')?.split(',') ?? [];
    const sort = query.get('sort');
    const most = query.get('max_weight') ?? '99';
    if (!/^\d+$/.test(limit) || +limit < 1 || +limit > 50 || !/^\d+$/.test(offset) || +offset > 1000)
      return problem(400);
    if (!/^\d\d?$/.test(most)) return problem(400);
    if (!wanted.every(rules.status!) || (sort !== null && !['title', '-title'].includes(sort))) return problem(400);
    const filter = is('the first value of a filter') ? wanted.slice(0, 1) : is('no filter') ? [] : wanted;
    const bound = is('no bound') ? 99 : Number(most);
    const found = [...notes.values()].filter(
      ({ status, weight = 0 }) => (filter.length === 0 || filter.includes(status)) && (weight as number) <= bound,
    );
    if (sort) found.sort((a, b) => (a.title < b.title ? -1 : 1));
    if (sort === '-title' && !is('one order')) found.reverse();
    const from = is('no offset') ? 0 : +offset;
    const items = found.slice(from, is('no limit') ? undefined : from + +limit);
    return answer(200, is('another item') ? items.map((one) => ({ ...one, title: 'Always this' })) : items);
  };

  const change = async (request: Request, found: Note) => {
    const body = await read(request, own, []);
    if (!body) return problem(400);
    const patch = withoutMade(body);
    const kept = is('null is ignored')
      ? Object.entries(patch).filter(([, value]) => value !== null)
      : Object.entries(patch);
    const next = { ...found, ...Object.fromEntries(kept) };
    if (is('the rest is emptied') && !('tags' in body)) delete next.tags;
    if (!is('no change')) notes.set(found.slug, next);
    return answer(200, next);
  };

  const replace = async (request: Request, name: string) => {
    const body = await read(request, own, ['title']);
    if (!body || !rules.slug!(name)) return problem(400);
    const before = notes.get(name);
    const next = { ...(is('the rest is kept') && before), ...fresh(body, name) };
    notes.set(name, next);
    return answer(before || is('200 for a creation') ? 200 : 201, next);
  };

  const ofNote = async (request: Request, name: string, rest: readonly string[]): Promise<Response> => {
    const found = notes.get(name);
    if (!rules.slug!(name)) return problem(400);
    const [part, id] = rest;
    if (request.method === 'PUT' && part === undefined) return replace(request, name);
    if (!found) return problem(404);
    if (part === 'archive' && request.method === 'POST') {
      if (found.archived) return problem(409);
      const archived = { ...found, archived: true };
      notes.set(name, is('no archive') ? { ...found, archived: false } : archived);
      return answer(200, archived);
    }
    if (part === 'lines' && request.method === 'POST' && id === undefined) {
      const body = await read(request, ['words'], ['words']);
      if (!body) return problem(400);
      const all = lines.get(name) ?? [];
      const line = { number: all.length + 1, words: body.words as string };
      lines.set(name, is('lost lines') ? all : [...all, line]);
      return answer(201, line, { location: `/notes/${name}/lines/${is('a wrong location') ? 900 : line.number}` });
    }
    if (part === 'lines' && request.method === 'GET' && id !== undefined) {
      const line = lines.get(name)?.find((one) => String(one.number) === id);
      return line ? answer(200, line) : problem(/^-?\d+$/.test(id) ? 404 : 400);
    }
    if (part !== undefined) return problem(404);
    if (request.method === 'GET')
      return answer(200, is('a null') && found.text === undefined ? { ...found, tags: null } : found);
    if (request.method === 'PATCH') return change(request, found);
    if (request.method !== 'DELETE') return problem(405);
    if (!is('nothing is deleted')) notes.delete(name);
    return new Response(null, { status: 204 });
  };

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, first, name, ...rest] = decodeURIComponent(pathname).split('/');
    if (first === 'settings' && name === undefined) {
      if (request.method === 'GET') return answer(200, { colour });
      if (request.method !== 'PUT') return problem(405);
      const body = await read(request, ['colour'], ['colour']);
      if (!body) return problem(400);
      if (!is('settings are lost')) colour = body.colour as string;
      return answer(200, body);
    }
    if (first !== 'notes') return problem(404);
    if (name !== undefined) return ofNote(request, name, rest);
    if (request.method === 'GET') return list(searchParams);
    if (request.method !== 'POST') return problem(405);
    const body = await read(request, [...own, 'slug'], ['title', 'slug']);
    if (!body) return problem(400);
    const key = body.slug as string;
    if (notes.has(key)) return problem(409);
    const made = fresh(body, key);
    notes.set(key, is('another title is stored') ? { ...made, title: 'Cut' } : made);
    return answer(201, made, { location: `/notes/${key}` });
  };
}
