/** The published validators: every example of the documents passes, and each with one part broken is refused. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, expectTypeOf, test } from 'vitest';
import type { components } from '../../generated/sila/types.js';
import { kycRequest } from '../../generated/sila/validators.js';
import type { Validator } from '../../src/runtime/validator.js';
import { listBodies } from '../../scripts/generate/json-bodies.js';
import type { Example, MediaType, OpenApiDocument, SchemaObject } from '../../src/openapi/openapi.js';
import { lookUp } from '../../src/openapi/pointer.js';
import { generateValidators } from '../../scripts/generate/validators.js';
import { generatedPath, listProviders, packageRoot } from '../../src/openapi/providers.js';

type Validators = Record<string, Validator<unknown>>;

for (const provider of listProviders()) {
  const document = JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as OpenApiDocument;
  const file = generatedPath(provider, 'validators.js');
  const validators = (await import(pathToFileURL(file).href)) as Validators;
  const cases = listBodies(document).flatMap(({ name, schemas: [schema = ''] }) => {
    const { examples = {} } = lookUp(document, schema.replace(/\/schema$/, '')) as MediaType;
    const root = lookUp(document, schema) as { $ref?: string };
    return Object.entries(examples).map(([example, node]) => ({
      name,
      example,
      value: (node as Example).value,
      root: (root.$ref ? lookUp(document, root.$ref.slice(1)) : root) as Record<string, unknown>,
    }));
  });

  test(`${provider}: there is a validator for each JSON body, and no other`, () => {
    expect(Object.keys(validators).sort()).toEqual(
      listBodies(document)
        .map(({ name }) => name)
        .sort(),
    );
    expect(cases.length).toBeGreaterThan(5);
  });

  test(`${provider}: every example passes`, () => {
    for (const { name, example, value } of cases) {
      const validate = validators[name]!;
      expect(validate(value), `${name} ${example} ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(validate.errors).toBeNull();
    }
  });

  test(`${provider}: no example passes with another type at its root, or without its required parts`, () => {
    for (const { name, value, root } of cases) {
      const validate = validators[name]!;
      const lists = root.type === 'array' ? [{}] : [[], [value]];
      for (const wrong of [null, 'text', 1, true, ...lists]) expect(validate(wrong), name).toBe(false);
      // A list may be empty, and of some bodies nobody documents what must be there.
      if (root.type === 'array' || (root.type === 'object' && !root.required && !root.minProperties)) continue;
      expect(validate({}), name).toBe(false);
      // One body has no member that it must have, but must have one.
      expect(
        validate.errors?.some(({ keyword }) => ['required', 'minProperties'].includes(keyword)),
        name,
      ).toBe(true);
    }
  });

  test(`${provider}: needs no package, and no code that is made at run time`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'kyc-validators-'));
    try {
      copyFileSync(file, join(folder, 'validators.mjs'));
      // What a browser does under a Content-Security-Policy without 'unsafe-eval'.
      const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval'];
      const { name, value } = cases[0]!;
      const program = `import { ${name} } from './validators.mjs'; console.log(${name}(${JSON.stringify(value)}), ${name}({}));`;
      expect(execFileSync(process.execPath, [...flags, program], { cwd: folder, encoding: 'utf8' })).toBe(
        'true false\n',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

const valid = {
  header: { created: 1763683200, app_handle: 'app', user_handle: 'user', version: 'v0.2', reference: 'r' },
  flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
};

const mutations: Record<string, [unknown, string]> = {
  'a required part missing': [{ header: valid.header }, ' required'],
  'a required part of a part missing': [{ ...valid, header: { created: 1, app_handle: 'a' } }, '/header required'],
  'another type': [{ ...valid, header: { ...valid.header, created: '1763683200' } }, '/header/created type'],
  'a fraction': [{ ...valid, header: { ...valid.header, created: 1.5 } }, '/header/created type'],
  'a bound': [{ ...valid, header: { ...valid.header, created: -1 } }, '/header/created minimum'],
  'a pattern': [{ ...valid, header: { ...valid.header, version: '0.3' } }, '/header/version pattern'],
  'null for an optional part': [{ ...valid, header: { ...valid.header, version: null } }, '/header/version type'],
  'a format': [{ ...valid, flow: 'not-a-uuid' }, '/flow format'],
};

for (const [name, [body, violation]] of Object.entries(mutations)) {
  test(`kycRequest refuses ${name}, and says where`, () => {
    expect(kycRequest(valid)).toBe(true);
    expect(kycRequest(body)).toBe(false);
    expect(kycRequest.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toContain(violation);
  });
}

test('all violations are reported, and none quotes the data', () => {
  expect(kycRequest({ header: { created: 'Secret-1', app_handle: 2, user_handle: 'u' }, flow: 'Secret-2' })).toBe(
    false,
  );
  const places = new Set(kycRequest.errors?.map(({ instancePath }) => instancePath));
  expect([...places]).toEqual(expect.arrayContaining(['/header/created', '/header/app_handle', '/flow']));
  expect(JSON.stringify(kycRequest.errors)).not.toContain('Secret');
});

test('a validator is a type guard', () => {
  const body: unknown = valid;
  if (kycRequest(body)) expectTypeOf(body).toEqualTypeOf<components['schemas']['KycRequest']>();
});

test('a misspelt keyword is refused, extensions and remarks are not', async () => {
  const documentOf = (schema: SchemaObject): OpenApiDocument => ({
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths: { '/a': { post: { operationId: 'a', requestBody: { content: { 'application/json': { schema } } } } } },
  });
  const remarks = { 'x-a': 1, example: 'a', discriminator: { propertyName: 'a' }, externalDocs: { url: 'u' }, xml: {} };
  expect((await generateValidators('p', documentOf({ type: 'string', ...remarks })))['validators.js']).toContain(
    'aRequest',
  );
  await expect(generateValidators('p', documentOf({ type: 'string', minLenght: 1 }))).rejects.toMatchObject({
    name: 'CliError',
    exitCode: 2,
    message: 'no validator for aRequest: strict mode: unknown keyword: "minLenght"',
  });
});

test('one validator alone does not bring the others along', async () => {
  const { build } = await import('esbuild');
  const sizeOf = async (names: string) => {
    const contents = `import ${names} from './generated/sila/validators.js'; console.log(${names.replace('* as', '')});`;
    const options = { bundle: true, minify: true, write: false, format: 'esm' } as const;
    const result = await build({ stdin: { contents, resolveDir: join(packageRoot) }, ...options });
    return result.outputFiles[0]!.text.length;
  };
  expect(await sizeOf('{ kycRequest }')).toBeLessThan((await sizeOf('* as all')) / 3);
});

test('uniqueItems › is compiled into the module', async () => {
  const schema = { type: 'array', items: {}, uniqueItems: true };
  const document = {
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          requestBody: { content: { 'application/json': { schema } } },
          responses: { '204': { description: 'ok' } },
        },
      },
    },
  };
  const code = (await generateValidators('alfred', document as OpenApiDocument))['validators.js'];
  const { aRequest } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Validators;
  expect(
    [
      [1, { a: 1 }],
      [{ a: 1 }, { a: 1 }],
    ].map((value) => aRequest!(value)),
  ).toEqual([true, false]);
});

test('a document of more bodies than Ajv writes into one module › each has its validator, none stands twice', async () => {
  const paths = Object.fromEntries(
    Array.from({ length: 1_100 }, (_, at) => [
      `/${at}`,
      {
        post: {
          operationId: `post${at}`,
          requestBody: {
            content: {
              'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/Shared' }], minProperties: at } },
            },
          },
        },
      },
    ]),
  );
  const shared = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const document = {
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths,
    components: { schemas: { Shared: shared } },
  };
  const code = (await generateValidators('p', document as OpenApiDocument))['validators.js'];
  const made = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Validators;
  expect(Object.keys(made)).toHaveLength(1_100);
  expect([made['post0Request']!({ name: 'a' }), made['post0Request']!({})]).toEqual([true, false]);
  expect([made['post1Request']!({ name: 'a' }), made['post1Request']!({ name: 1 })]).toEqual([true, false]);
  expect([made['post1099Request']!({ name: 'a' }), made['post2Request']!({ name: 'a', more: 1 })]).toEqual([
    false,
    true,
  ]);
});
