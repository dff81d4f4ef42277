/** Bodies that a schema allows or forbids by what stands beside a member, by a tag, or by a name elsewhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRequestValidator, createResponseValidator, unvalidatedOf } from '../../src/checker/validate/schema.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { bundleDocument } from '../../src/openapi/bundle.js';
import { checkDocument, failing } from '../support/check-document.js';
import { content, object } from '../support/document-parts.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = { type: 'string', minLength: 1 };
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const bad = { description: 'Bad' };

/** Creates what is valid by a schema of the document, and answers with it. */
function creating(sent: object, shown: object, schemas: object, type?: string) {
  const post = {
    operationId: 'create',
    requestBody: { required: true, content: content(sent, type) },
    responses: { 201: { description: 'Made', content: content(shown) }, 400: bad, 415: bad },
  };
  const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: { '/things': { post } } };
  return JSON.parse(JSON.stringify({ ...document, components: { schemas } })) as JsonObject;
}

const at = '/paths/~1things/post/requestBody/content/application~1json/schema';

/** @param takes what it takes although the schema rules it out. @param show what it answers with */
const implement =
  (document: JsonObject, takes: (body: any) => boolean = () => false, show = (body: any): any => body) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return new Response(null, { status: 405 });
    if (!/^application\/json/i.test(request.headers.get('content-type') ?? ''))
      return new Response(null, { status: 415 });
    let body: unknown;
    try {
      body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer()));
    } catch {
      return new Response(null, { status: 400 });
    }
    const isValid = createRequestValidator(document).accepts(at, body) || takes(body);
    return isValid ? Response.json(show(body), { status: 201 }) : new Response(null, { status: 400 });
  };

const payment = {
  Payment: object(
    ['method'],
    { method: { enum: ['card', 'iban'] }, card: { ...text, writeOnly: true }, holder: text, iban: text },
    {
      dependentRequired: { card: ['holder'] },
      if: { properties: { method: { const: 'iban' } } },
      then: { required: ['iban'] },
    },
  ),
};
const payments = creating(reference('Payment'), reference('Payment'), payment);
const withoutCard = ({ card, ...shown }: Record<string, unknown>) => shown;

test('what is wanted beside a member or a value: who keeps it passes', async () => {
  const cases = await checkDocument(payments, implement(payments, undefined, withoutCard));
  expect(failing(cases)).toEqual([]);
  const names = cases.filter(({ outcome }) => outcome === 'passed').map((one) => one.case);
  expect(names).toContain('body /card: added, with /holder');
  expect(names).toContain('body /method: the listed value "iban", with /iban');
});

test.each<[string, (body: any) => boolean, (body: any) => unknown, string]>([
  [
    'a member is not wanted beside another',
    (body) => 'card' in body && !('holder' in body),
    withoutCard,
    'create: body /holder: missing beside what wants it at /card',
  ],
  [
    'a member is not wanted beside a value',
    (body) => body.method === 'iban' && !('iban' in body),
    withoutCard,
    'create: body /iban: missing beside what wants it at /method',
  ],
  ['a secret is shown', () => false, (body) => body, 'create: body /card: added, with /holder'],
])('%s: it is found', async (_, takes, show, expected) => {
  expect(failing(await checkDocument(payments, implement(payments, takes, show)))).toContain(expected);
});

const cat = object(['kind', 'lives'], { kind: { const: 'cat' }, name: text, lives: { type: 'integer', minimum: 1 } });
const dog = object(['kind', 'breed'], { kind: { const: 'dog' }, name: text, breed: { enum: ['poodle', 'pug'] } });
const ofAnyKind = { ...dog, properties: { ...dog.properties, kind: { type: 'string' } } };
const tagged = (mapping?: object) => ({
  oneOf: [reference('Cat'), reference('Dog')],
  discriminator: { propertyName: 'kind', ...(mapping && { mapping }) },
});

test.each<[string, object, object]>([
  ['of constants', tagged(), { Cat: cat, Dog: dog }],
  ['of a mapping', tagged({ dog: '#/components/schemas/Dog' }), { Cat: cat, Dog: ofAnyKind }],
  ['of nothing but its members', { oneOf: [reference('Cat'), reference('Dog')] }, { Cat: cat, Dog: dog }],
])('each branch of a union %s is sent, and what is answered is validated', async (_, union, schemas) => {
  const document = creating(union, union, schemas);
  const asked: any[] = [];
  const note = (body: any) => (asked.push(body), body);
  expect(failing(await checkDocument(document, implement(document, undefined, note)))).toEqual([]);
  expect(asked.filter((body) => body.kind === 'dog').length).toBeGreaterThan(0);
  const shouting = (body: any) => (body.breed ? { ...body, breed: body.breed.toUpperCase() } : body);
  const wrong = await checkDocument(document, implement(document, undefined, shouting));
  expect(failing(wrong)).toEqual(['create: body : another branch, Dog']);
});

test('a branch may be refused, as what its members name may not be there', async () => {
  const document = creating(tagged(), tagged(), { Cat: cat, Dog: dog });
  const sound = implement(document);
  const cases = await checkDocument(document, async (request) =>
    (await request.clone().text()).includes('dog') ? new Response(null, { status: 400 }) : sound(request),
  );
  expect(failing(cases)).toEqual([]);
});

test('one part of a form is a list of one', async () => {
  const form = object(['title'], { title: text, tags: { type: 'array', items: text } });
  const document = creating(form, object([], {}), {}, 'multipart/form-data');
  const cases = await checkDocument(
    document,
    async (request) => {
      if (request.method !== 'POST') return new Response(null, { status: 405 });
      if (!/^multipart\/form-data/i.test(request.headers.get('content-type') ?? ''))
        return new Response(null, { status: 415 });
      const fields = await request.formData().catch(() => undefined);
      const [title, ...more] = fields?.getAll('title') ?? [];
      const isValid = typeof title === 'string' && title !== '' && more.length === 0;
      return isValid && !fields!.getAll('tags').includes('')
        ? Response.json({}, { status: 201 })
        : new Response(null, { status: 400 });
    },
    undefined,
    { selection: { phases: ['negatives'] } },
  );
  expect(failing(cases)).toEqual([]);
});

test.each([
  ['one anchor', { T: { $dynamicAnchor: 'T', ...text } }, [true, false], []],
  [
    'several anchors',
    { T: { $dynamicAnchor: 'T' }, U: { $dynamicAnchor: 'T', ...text } },
    [true, true],
    ['/components/schemas/Page/properties/items/items/$dynamicRef'],
  ],
  ['none', {}, [true, true], ['/components/schemas/Page/properties/items/items/$dynamicRef']],
])('a dynamic reference to %s', (_, definitions, [good, bad], unvalidated) => {
  const list = { type: 'array', items: { $dynamicRef: '#T' } };
  const document = creating({}, {}, { Page: object(['items'], { items: list }, { $defs: definitions }) });
  const { accepts } = createResponseValidator(document);
  expect(accepts('/components/schemas/Page', { items: ['a'] })).toBe(good);
  expect(accepts('/components/schemas/Page', { items: [1] })).toBe(bad);
  expect(unvalidatedOf(document).map(({ clause }) => clause)).toEqual(unvalidated);
});

test('a reference by "$id" is to the schema of the document that has it', async () => {
  const file = join(folder, 'named.json');
  const named = { $id: 'https://example.com/thing', type: 'object', properties: { size: { type: 'integer' } } };
  const document = creating(
    { $ref: 'https://example.com/thing' },
    { $ref: 'https://example.com/thing#/properties/size' },
    {
      Thing: named,
    },
  );
  writeFileSync(file, JSON.stringify(document));
  const loaded = (await bundleDocument(file)) as unknown as JsonObject;
  const { accepts } = createRequestValidator(loaded);
  expect([accepts(at, { size: 1 }), accepts(at, { size: 'a' })]).toEqual([true, false]);
});

test.each<[string, object]>([
  ['a number', { type: 'array', maxItems: { $ref: '#' } }],
  ['an example', { type: 'object', example: { $ref: '#' } }],
])('a reference in place of %s to what it is in is said in a sentence', async (_, schema) => {
  const file = join(folder, 'circle.json');
  writeFileSync(file, JSON.stringify(creating(schema, {}, {})));
  await expect(bundleDocument(file)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('"$ref"') });
});

test('what looks like a reference in an extension of a foreign document is data', async () => {
  const file = join(folder, 'extension.json');
  const document = creating({}, {}, {});
  writeFileSync(file, JSON.stringify({ ...document, 'x-tool': { $ref: '#/definitions/Pet' } }));
  const loaded = await bundleDocument(file, [], { tolerant: true });
  expect(loaded).toMatchObject({ 'x-tool': { $ref: '#/definitions/Pet' } });
  await expect(bundleDocument(file)).rejects.toMatchObject({ exitCode: 2 });
});

test('what makes a record may document its success as a range', async () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const thing = object(['id'], { id: { type: 'integer' } });
  const document = creating(object([], {}), thing, {}) as any;
  document.paths['/things'].post.responses = { '2XX': { description: 'Made', content: content(thing) } };
  document.paths['/things/{id}'] = {
    get: {
      operationId: 'read',
      parameters: [id],
      responses: { 200: { description: 'It', content: content(thing) }, 404: bad },
    },
  };
  const made = new Set<string>();
  const cases = await checkDocument(
    document,
    async ({ method, url }) => {
      const own = new URL(url).pathname.split('/')[2];
      if (own !== undefined && method === 'GET')
        return made.has(own) ? Response.json({ id: Number(own) }) : new Response(null, { status: 404 });
      if (method !== 'POST') return new Response(null, { status: 405 });
      made.add(String(made.size + 1));
      return Response.json({ id: made.size }, { status: 201 });
    },
    undefined,
    { selection: { phases: ['relations'] } },
  );
  expect(failing(cases)).toEqual([]);
  expect(cases.find((one) => one.case === 'what it creates is shown')?.outcome).toBe('passed');
});
