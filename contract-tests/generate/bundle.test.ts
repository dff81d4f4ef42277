/** bundleDocument on documents of every shape, and the one line that says what is wrong with a broken one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CliError } from '../../src/openapi/cli-error.js';
import { bundleDocument } from '../../src/openapi/bundle.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { dereference } from '../../src/openapi/pointer.js';
import { parseYaml } from '../../src/openapi/yaml.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const head = 'openapi: 3.1.1\ninfo: {title: T, version: "1"}\n';
let count = 0;

/** Writes the files, bundles `openapi.yaml`, and shortens the folder's name in what is said about it. */
async function bundle(files: Record<string, string>, root = 'openapi.yaml') {
  const home = join(folder, String(++count));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), content);
  }
  try {
    return await bundleDocument(join(home, root));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.message.replaceAll(`${relative(process.cwd(), home)}/`, '').split('\n');
  }
}

test('files become components, and circles stay references', async () => {
  const document = await bundle({
    'openapi.yaml': `${head}paths: {/a: {$ref: paths/a.yaml}}\n`,
    'paths/a.yaml':
      "get:\n  responses:\n    '200':\n      description: ok\n      content: {application/json: {schema: {$ref: ../schemas/Node.yaml}}}\n",
    'schemas/Node.yaml': 'type: object\nproperties:\n  next: {$ref: Node.yaml}\n  a: &a {type: string}\n  b: *a\n',
  });
  expect(document).toEqual({
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        get: {
          responses: {
            '200': {
              description: 'ok',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Node: {
          type: 'object',
          properties: { next: { $ref: '#/components/schemas/Node' }, a: { type: 'string' }, b: { type: 'string' } },
        },
      },
    },
  });
});

test('one YAML anchor used twice becomes two objects, so that a change to one leaves the other alone', async () => {
  const schemas = 'components: {schemas: {A: &a {type: string}, B: *a}}\n';
  const document = (await bundle({ 'openapi.yaml': `${head}${schemas}` })) as OpenApiDocument;
  const { A, B } = document.components?.schemas ?? {};
  expect(A).toEqual({ type: 'string' });
  expect(B).toEqual(A);
  expect(B).not.toBe(A);
});

test('JSON with tabs, and OpenAPI 3.0', async () => {
  const json = '{\n\t"openapi": "3.0.3",\n\t"info": {"title": "T", "version": "1"},\n\t"paths": {}\n}';
  expect(await bundle({ 'openapi.json': json }, 'openapi.json')).toMatchObject({ openapi: '3.0.3' });
});

test('an $anchor becomes a pointer, because most tools know no other reference', async () => {
  const schemas = 'components:\n  schemas:\n    A: {$anchor: a, type: string}\n    B: {$ref: "#a"}\n';
  const document = await bundle({ 'openapi.yaml': `${head}${schemas}` });
  expect(document).toMatchObject({ components: { schemas: { B: { $ref: '#/components/schemas/A' } } } });
});

test('a $ref is a URI: %20 is a space, and a file that has the escape in its name is found, too', async () => {
  const refs = "{A: {$ref: './my%20%C3%A4%23.yaml'}, B: {$ref: 'raw%20.yaml#/b'}, C: {$ref: 'a b.yaml'}}";
  const document = await bundle({
    'openapi.yaml': `${head}components: {schemas: ${refs}}\n`,
    'my ä#.yaml': 'type: string\n',
    'raw%20.yaml': 'b: {type: integer}\n',
    'a b.yaml': 'type: boolean\n',
  });
  const types = Object.fromEntries(
    Object.entries((document as OpenApiDocument).components!.schemas!).map(([name, schema]) => [name, schema]),
  );
  expect(JSON.stringify(types)).toMatch(/string.*integer.*boolean/);
});

test('a $ref within data is data, unless it names a file', async () => {
  const schema = "{type: object, example: {$ref: '#/definitions/x'}, default: {$ref: 'https://example.com/y'}}";
  const document = await bundle({
    'openapi.yaml': `${head}components: {schemas: {A: ${schema}, B: {example: {$ref: b.json}}}}\n`,
    'b.json': '{"b": 1}',
  });
  expect(document).toMatchObject({
    components: {
      schemas: {
        A: { example: { $ref: '#/definitions/x' }, default: { $ref: 'https://example.com/y' } },
        B: { example: { b: 1 } },
      },
    },
  });
  expect(await bundle({ 'openapi.yaml': `${head}components: {schemas: {B: {example: {$ref: b.json}}}}\n` })).toEqual([
    'openapi.yaml:3:28 "b.json" leads nowhere: correct it or add the file',
  ]);
});

test('a $ref within an extension is the affair of its tool, as long as it leads somewhere', async () => {
  const topics = 'x-topics:\n  - content: {$ref: topic.md}\n';
  const document = await bundle({ 'openapi.yaml': `${head}${topics}`, 'topic.md': '# Topic' });
  expect(document).toMatchObject({ openapi: '3.1.1' });
  expect(await bundle({ 'openapi.yaml': `${head}${topics}` })).toEqual([
    'openapi.yaml:4:15 there is no file "topic.md": correct the $ref or add the file',
  ]);
});

test('a property that is called $ref, default or example is a property', async () => {
  const properties = '{$ref: {type: string}, default: {$ref: "#/components/schemas/S"}, example: {$ref: gone.yaml}}';
  const document = `${head}components:\n  schemas:\n    S: {type: string}\n    A: {properties: ${properties}}\n`;
  expect(await bundle({ 'openapi.yaml': document })).toEqual([
    'openapi.yaml:6:97 there is no file "gone.yaml": correct the $ref or add the file',
  ]);
});

const broken: Record<string, [Record<string, string>, string[]]> = {
  'a missing file': [{}, ['openapi.yaml is not there: name a file that is']],
  'an empty file': [{ 'openapi.yaml': '' }, ['openapi.yaml:1:1 is not an OpenAPI document: it holds no object']],
  'a list': [{ 'openapi.yaml': '- a' }, ['openapi.yaml:1:1 is not an OpenAPI document: it holds no object']],
  'malformed YAML': [
    { 'openapi.yaml': 'openapi: 3.1.1\ninfo: {title: T\npaths: {}\n' },
    ['openapi.yaml:3:1 is not well-formed YAML or JSON: deficient indentation'],
  ],
  'a key twice': [
    { 'openapi.yaml': `${head}paths: {}\npaths: {}\n` },
    ['openapi.yaml:4:1 is not well-formed YAML or JSON: duplicated mapping key'],
  ],
  'malformed YAML in another file': [
    { 'openapi.yaml': `${head}paths:\n  /a: {$ref: a.yaml}\n`, 'a.yaml': 'get:\n  operationId: x\n   bad: 1\n' },
    ['a.yaml:3:7 is not well-formed YAML or JSON: bad indentation of a mapping entry'],
  ],
  'Swagger 2.0': [
    { 'openapi.yaml': 'info: {}\nswagger: "2.0"\n' },
    ['openapi.yaml:2:1 swagger is another kind of document: OpenAPI 3.0 and 3.1 can be read'],
  ],
  'OpenAPI 3.2': [
    { 'openapi.yaml': 'openapi: 3.2.0\n' },
    ['openapi.yaml:1:1 openapi is "3.2.0": OpenAPI 3.0 and 3.1 can be read'],
  ],
  'a version that YAML takes for a number': [
    { 'openapi.yaml': 'openapi: 3.1\n' },
    ["openapi.yaml:1:1 openapi is 3.1: OpenAPI 3.0 and 3.1 can be read (quote it in full, such as openapi: '3.1.1')"],
  ],
  'a version of two numbers': [
    { 'openapi.yaml': 'openapi: "3.0"\n' },
    [`openapi.yaml:1:1 openapi is "3.0", which lacks its third number: write openapi: '3.0.3'`],
  ],
  'a version of two numbers, 3.1': [
    { 'openapi.yaml': 'openapi: "3.1"\n' },
    [`openapi.yaml:1:1 openapi is "3.1", which lacks its third number: write openapi: '3.1.1'`],
  ],
  'no version': [
    { 'openapi.yaml': 'info: {}\n' },
    ['openapi.yaml:1:1 has no "openapi" field: OpenAPI 3.0 and 3.1 can be read'],
  ],
  'a reference to a file that is not there': [
    { 'openapi.yaml': `${head}paths:\n  /a: {$ref: a.yaml}\n` },
    ['openapi.yaml:4:8 there is no file "a.yaml": correct the $ref or add the file'],
  ],
  'a reference to a folder': [
    { 'openapi.yaml': `${head}paths:\n  /a: {$ref: a}\n`, 'a/b.yaml': '' },
    ['openapi.yaml:4:8 there is no file "a": correct the $ref or add the file'],
  ],
  'a reference to an empty file': [
    { 'openapi.yaml': `${head}paths:\n  /a: {$ref: a.yaml}\n`, 'a.yaml': '' },
    [`openapi.yaml:4:8 "a.yaml" leads nowhere: a.yaml is empty`],
  ],
  'a pointer to nothing, in this file and in another': [
    {
      'openapi.yaml': `${head}components:\n  schemas:\n    A: {$ref: '#/components/schemas/Z'}\n    B: {$ref: 'b.yaml#/x'}\n`,
      'b.yaml': 'y: 1\n',
    },
    [
      'openapi.yaml:5:9 "#/components/schemas/Z" leads nowhere: openapi.yaml has no #/components/schemas/Z',
      'openapi.yaml:6:9 "b.yaml#/x" leads nowhere: b.yaml has no #/x',
    ],
  ],
  'a pointer to what every object inherits': [
    { 'openapi.yaml': `${head}components: {schemas: {A: {$ref: '#/components/schemas/constructor'}}}\n` },
    [
      'openapi.yaml:3:28 "#/components/schemas/constructor" leads nowhere: openapi.yaml has no #/components/schemas/constructor',
    ],
  ],
  'a reference from where no tool looks': [
    { 'openapi.yaml': `${head}components: {schemas: {A: {unknown: {$ref: a.yaml}}}}\n` },
    ['openapi.yaml:3:38 there is no file "a.yaml": correct the $ref or add the file'],
  ],
  'a reference that no tool follows': [
    { 'openapi.yaml': `${head}components: {schemas: {A: {unknown: {$ref: a.yaml}}}}\n`, 'a.yaml': 'type: string\n' },
    ['openapi.yaml:3:38 "a.yaml" stands where OpenAPI has no reference: write the value itself'],
  ],
  'a reference that is no string': [
    { 'openapi.yaml': `${head}components: {schemas: {A: {$ref: 1}}}\n` },
    ['openapi.yaml:3:28 $ref must be a string, such as "#/components/schemas/Name"'],
  ],
  'references that lead only to each other': [
    {
      'openapi.yaml': `${head}components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n`,
    },
    [
      'openapi.yaml:5:9 "#/components/schemas/B" leads only to other $refs, and back to itself',
      'openapi.yaml:6:9 "#/components/schemas/A" leads only to other $refs, and back to itself',
    ],
  ],
  'a discriminator that maps to nothing': [
    { 'openapi.yaml': `${head}components: {schemas: {A: {discriminator: {propertyName: k, mapping: {a: a.yaml}}}}}\n` },
    ['openapi.yaml:3:71 "a.yaml" leads nowhere: correct it or add the file'],
  ],
};

for (const [name, [files, lines]] of Object.entries(broken)) {
  test(`${name} is told by file, line and column`, async () => {
    expect(await bundle(files)).toEqual(lines);
  });
}

test('a remote reference is refused, and its host is never asked', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end('type: string');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.yaml`;
  try {
    expect(await bundle({ 'openapi.yaml': `${head}components: {schemas: {A: {$ref: '${url}'}}}\n` })).toEqual([
      `openapi.yaml:3:28 "${url}" is remote, and nothing is fetched: save a copy and refer to that`,
    ]);
    const example = `{example: {externalValue: '${url}'}}`;
    const media = `{application/json: {examples: ${example}}}`;
    const document = await bundle({ 'openapi.yaml': `${head}components: {requestBodies: {A: {content: ${media}}}}\n` });
    expect(document).toMatchObject({ openapi: '3.1.1' });
    expect(asked).toBe(0);
  } finally {
    server.close();
  }
});

test('an $anchor of another file, and a pointer through a reference, lead where they say', async () => {
  const document = (await bundle({
    'openapi.yaml': `${head}components:
  schemas:
    Named: {type: integer}
    Own: {$ref: 'schemas/other.yaml#named'}
    A: {type: object, properties: {x: {type: integer}}}
    B: {$ref: '#/components/schemas/A'}
    Through: {$ref: '#/components/schemas/B/properties/x'}
    FarThrough: {$ref: 'schemas/other.yaml#/second/properties/y'}
`,
    'schemas/other.yaml':
      'named: {$anchor: named, type: string}\nfirst: {properties: {y: {type: boolean}}}\nsecond: {$ref: "#/first"}\n',
  })) as OpenApiDocument;
  const { schemas = {} } = document.components ?? {};
  const typeOf = (name: string) => (dereference(document, schemas[name] as object).node as { type?: string }).type;
  expect([typeOf('Own'), typeOf('Through'), typeOf('FarThrough')]).toEqual(['string', 'integer', 'boolean']);
  const { $ref } = schemas['Through'] as { $ref: string };
  expect($ref).toBe('#/components/schemas/A/properties/x');
});

test('a percent sign in a fragment is decoded before the pointer is read (RFC 6901, 6)', async () => {
  const paths = 'paths: {"/a": {get: {responses: {"200": {description: ok}}}}}\n';
  const schemas = 'components: {schemas: {A: {$ref: "#/components%2Fschemas/B"}, B: {type: string}}}\n';
  const document = (await bundle({ 'openapi.yaml': head + paths + schemas })) as OpenApiDocument;
  expect(dereference(document, document.components!.schemas!['A'] as object).node).toEqual({ type: 'string' });
});

test('hundreds of aliases of one small anchor are no bomb', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => `    A${index}: *one`);
  const yaml = `${head}components:\n  schemas:\n    One: &one {type: string}\n${lines.join('\n')}\n`;
  expect(parseYaml(yaml)).toMatchObject({ components: { schemas: { A299: { type: 'string' } } } });
  expect(await bundle({ 'openapi.yaml': yaml })).toMatchObject({ openapi: '3.1.1' });
});
