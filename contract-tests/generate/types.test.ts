/** What types.ts says that openapi-typescript alone would not: evidence, files, open enums, parts that are never there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { annotateEvidence } from '../../scripts/generate/evidence.js';
import type { OpenApiDocument, Schema } from '../../src/openapi/openapi.js';
import { generateTypes } from '../../scripts/generate/types.js';
import { listMocked, packageRoot } from '../../src/openapi/providers.js';

const sources = { page: { title: 'The Page' }, other: { title: 'Other' } };

const documentOf = (parts: Partial<OpenApiDocument>): OpenApiDocument => ({
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  ...parts,
});

/** The lines of types.ts that declare the properties of a component `A`, without its comments. */
async function typesOf(properties: Record<string, Schema>, parts: Partial<OpenApiDocument> = {}): Promise<string[]> {
  const components = { schemas: { ...parts.components?.schemas, A: { type: 'object', properties } } };
  const code = await generateTypes('p', documentOf({ ...parts, components }), sources);
  const body = /\n    A: \{\n([^]*?)\n    \};/.exec(code)?.[1] ?? '';
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^(\/\*\*|\*)/.test(line));
}

test('an open enum keeps its literals apart from any other string', async () => {
  const known = { type: 'string', enum: ['a', 'b'] };
  expect(
    await typesOf(
      {
        open: { anyOf: [known, { type: 'string' }] },
        typed: { type: 'string', anyOf: [known, { type: 'string', minLength: 1 }] },
        referred: { anyOf: [{ $ref: '#/components/schemas/Known' }, { type: 'string' }] },
        closed: known,
        any: { type: 'string' },
      },
      { components: { schemas: { Known: known } } },
    ),
  ).toEqual([
    `open?: ('a' | 'b') | (string & {});`,
    `typed?: ('a' | 'b') | (string & {});`,
    `referred?: components['schemas']['Known'] | (string & {});`,
    `closed?: 'a' | 'b';`,
    `any?: string;`,
  ]);
});

test('what is never there is never, what is open is unknown, and a default makes nothing required', async () => {
  expect(
    await typesOf({
      gone: { not: {} },
      no: false,
      open: { type: 'object' },
      list: { type: 'array' },
      d: { type: 'string', default: 'x' },
    }),
  ).toEqual(['gone?: never;', 'no?: never;', 'open?: Record<string, unknown>;', 'list?: unknown[];', 'd?: string;']);
});

test('raw bytes in a form are a Blob, in JSON a string', async () => {
  const file = { type: 'string', contentMediaType: 'image/png' };
  const form = {
    type: 'object',
    properties: {
      file,
      files: { type: 'array', items: { $ref: '#/components/schemas/File' } },
      text: { ...file, contentEncoding: 'base64' },
    },
  };
  const requestBody = { content: { 'multipart/form-data': { schema: form } } };
  const document = documentOf({
    paths: { '/a': { post: { operationId: 'a', requestBody, responses: { '200': { description: 'ok' } } } } },
    components: { schemas: { File: { ...file }, Token: { type: 'string', contentMediaType: 'application/jwt' } } },
  });
  const code = await generateTypes('p', document, sources);
  for (const line of [
    'file?: Blob;',
    "files?: components['schemas']['File'][];",
    'text?: string;',
    'File: Blob;',
    'Token: string;',
  ]) {
    expect(code).toContain(line);
  }
});

test('evidence ends the description of what is not documented, and of nothing else', () => {
  const schema: Schema = {
    type: 'object',
    description: 'An A.',
    'x-provenance': { source: 'page', status: 'documented', note: 'Not shown.' },
    properties: {
      a: {
        type: 'string',
        description: 'An a.\n',
        'x-provenance': { source: 'page', status: 'conflicting', note: 'Why.' },
      },
      b: { type: 'string', 'x-provenance': { source: ['page', 'other', 'unknown'], status: 'sdk' } },
      c: { type: 'string', description: 'Inherits.' },
    },
  };
  const document = documentOf({
    paths: {
      '/a': {
        post: {
          description: 'Does.',
          'x-provenance': { source: 'page', status: 'assumed', note: 'N.' },
          responses: { '200': { description: 'ok', 'x-provenance': { source: 'page', status: 'example' } } },
        },
      },
    },
    components: { schemas: { A: schema } },
  });
  const before = structuredClone(document);
  const annotated = annotateEvidence(document, sources);
  expect(document).toEqual(before);
  expect(annotated.paths?.['/a']?.post).toMatchObject({
    description: 'Does.\n\n**Evidence:** assumed (The Page). N.',
    responses: { '200': { description: 'ok\n\n**Evidence:** example (The Page).' } },
  });
  expect(annotated.components?.schemas?.['A']).toMatchObject({
    description: 'An A.',
    properties: {
      a: { description: 'An a.\n\n**Evidence:** conflicting (The Page). Why.' },
      b: { description: '**Evidence:** sdk (The Page; Other; unknown).' },
      c: { description: 'Inherits.' },
    },
  });
});

test('descriptions reach JSDoc line by line, none indented so far that Markdown takes it for code', async () => {
  const description = 'First.\n\n- one\n  - two\n\n*/ alert()';
  const code = await generateTypes(
    'p',
    documentOf({ components: { schemas: { A: { type: 'string', description } } } }),
    sources,
  );
  expect(code).toContain(
    '     * @description First.\n     *\n     * - one\n     *   - two\n     *\n     * *\\/ alert()\n     */\n    A: string;',
  );
});

test('a field shows an example out of the bodies, and what it refers to', async () => {
  const a: Schema = {
    type: 'object',
    properties: {
      text: { type: 'string', description: 'A text.' },
      own: { type: 'string', examples: ['own'] },
      kind: { $ref: '#/components/schemas/Kind' },
      list: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
      either: {
        oneOf: [{ type: 'object', properties: { k: { const: 'x' }, x: { type: 'string' } } }, { type: 'number' }],
      },
      other: { type: 'string' },
    },
  };
  const value = {
    text: 'made up',
    own: 'other',
    kind: 'b',
    list: [{ n: 7 }],
    either: { k: 'y', x: 'not of this branch' },
  };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/A' }, examples: { one: { value } } } };
  const code = await generateTypes(
    'p',
    documentOf({
      paths: { '/a': { post: { operationId: 'a', responses: { '200': { description: 'ok', content } } } } },
      components: { schemas: { A: a, Kind: { type: 'string', description: 'A kind.' } } },
    }),
    sources,
  );
  const comment = (field: string) =>
    new RegExp(String.raw`/\*\*((?:(?!\*/)[^])*)\*/\s+${field}\?:`)
      .exec(code)?.[1]
      ?.replace(/\s*\*?\s+/g, ' ')
      .trim();
  expect(comment('text')).toBe('@description A text. @example made up');
  expect(comment('own')).toBe('@example own');
  expect(comment('kind')).toBe('@description A kind. @example b');
  expect(comment('n')).toBe('@example 7');
  expect(code).not.toContain('not of this branch');
});

test('with links, evidence leads to the page, and what is documented names it', () => {
  const linked = { page: { title: 'The Page', url: 'https://example.com/page' } };
  const schemas: Record<string, Schema> = {
    A: { type: 'string', description: 'An A.', 'x-provenance': { source: 'page', status: 'documented' } },
    B: { type: 'string', 'x-provenance': { source: 'page', status: 'sdk', note: 'N.' } },
  };
  expect(
    annotateEvidence(documentOf({ components: { schemas } }), linked, { links: true }).components?.schemas,
  ).toMatchObject({
    A: { description: 'An A.\n\n**Source:** [The Page](https://example.com/page).' },
    B: { description: '**Evidence:** sdk ([The Page](https://example.com/page)). N.' },
  });
});

test.each(listMocked())('%s: every operation and every field has a comment, every operation a link', (provider) => {
  const code = readFileSync(join(packageRoot, 'generated', provider, 'types.ts'), 'utf8');
  const afterOperations = code.indexOf('\n}\n', code.indexOf('export interface operations'));
  const schemas = code.slice(afterOperations, code.search(/^export interface \w+Operation \{/m));
  const lines = schemas.split('\n');
  expect(lines.length).toBeGreaterThan(100);
  const bare = lines.filter(
    (line, index) => /^ {2,}[\w'-]+\??: /.test(line) && !/\*\/$/.test(lines[index - 1]!) && !/^ *\*/.test(line),
  );
  expect(bare).toEqual([]);
  const operations = [...code.matchAll(/((?:\/\*\*(?:(?!\*\/)[^])*\*\/)?)\s+(?:get|put|post): \w+Operation;/g)];
  expect(operations.length).toBeGreaterThan(2);
  expect(operations.filter(([, comment]) => !/\]\(https:/.test(comment!)).map(([text]) => text)).toEqual([]);
});
