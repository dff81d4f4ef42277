/** Each rule of ours on a document that breaks it once, and on the same document mended. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createConfig, lintFromString, loadConfig } from '@redocly/openapi-core';
import { stringify } from 'yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleDocument } from '../../src/openapi/bundle.js';
import plugin from '../../scripts/lint/plugin.js';
import { findUnknownSteps, findUnpairedRecipes, findUnusedFiles } from '../../scripts/lint/repository-rules.js';
import { packageRoot, sourcePath } from '../../src/openapi/providers.js';
import type { JsonObject } from '../../src/openapi/document.js';

/** A document that keeps every rule; each test breaks one part of a copy. */
const sound = () => ({
  openapi: '3.1.1',
  info: { title: 'Test', version: '1.0.0' },
  paths: {
    '/kyc': {
      post: {
        operationId: 'kyc',
        'x-provenance': { source: 'page', status: 'documented' } as Record<string, unknown> | undefined,
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object' },
              examples: { run: { value: {} } } as Record<string, unknown>,
            },
          },
        },
        responses: {
          '202': {
            description: 'ok',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    flow: { type: 'string', description: 'The flow.' } as Record<string, unknown>,
                  },
                },
                examples: { run: { value: {} } } as Record<string, unknown>,
              },
            },
          },
        },
      },
    },
  },
  components: {} as Record<string, unknown>,
});

type Document = ReturnType<typeof sound>;

const operation = (document: Document) => document.paths['/kyc'].post;
const response = (document: Document) => operation(document).responses['202'].content['application/json'];

async function lint(rule: string, change: (document: Document) => void, file = '/spec/paths/kyc.yaml') {
  const document = sound();
  change(document);
  const config = await createConfig({
    plugins: [plugin()],
    rules: { [`kyc/${rule}`]: { severity: 'error', sources: ['page'] } },
  });
  const problems = await lintFromString({ source: stringify(document), absoluteRef: file, config });
  return problems.map((problem) => `${problem.location[0]?.pointer} ${problem.message}`);
}

const rules: { rule: string; mutations: (document: Document) => void; finding: RegExp; file?: string }[] = [
  ...[
    { additionalProperties: false },
    { unevaluatedProperties: false },
    { enum: ['a'] },
    { const: 'a' },
    { not: { const: 'a' } },
  ].map((closing) => ({
    rule: 'closed-clause-has-note',
    mutations: (document: Document) => {
      response(document).schema.properties.flow = { type: 'string', ...closing };
    },
    finding: /flow.* closes what is documented/,
  })),
  ...[undefined, []].map((generations) => ({
    rule: 'operation-has-generation',
    mutations: (document: Document) => {
      const { post } = document.paths['/kyc'];
      Object.assign(document.paths, {
        '/register': { post: { ...post, operationId: 'register', 'x-generation': ['classic', 'advanced'] } },
      });
      Object.assign(post, generations && { 'x-generation': generations });
    },
    finding: /kyc.* add x-generation/,
  })),
  ...[
    { deprecated: true },
    { deprecated: true, 'x-sunset': 'soon' },
    { deprecated: true, 'x-sunset': '2027-02-31' },
  ].map((ending) => ({
    rule: 'deprecated-has-sunset',
    mutations: (document: Document) => {
      response(document).schema.properties.flow = { type: 'string', ...ending };
    },
    finding: /flow.* What is deprecated needs x-sunset/,
  })),
  {
    rule: 'enum-has-type',
    mutations: (document) => (response(document).schema.properties.flow = { enum: ['a'] }),
    finding: /^#\/paths.*\/flow\/enum "enum" stands without "type"/,
  },
  {
    rule: 'media-type-has-example',
    mutations: (document) => (response(document).examples = {}),
    finding: /no named example/,
  },
  {
    rule: 'examples-are-paired',
    mutations: (document) => (response(document).examples = { walk: { value: {} } }),
    finding: /Request example "run" has no response example/,
  },
  {
    rule: 'examples-are-paired',
    mutations: (document) => (response(document).examples = { run: { value: {} }, walk: { value: {} } }),
    finding: /Response example "walk" of 202 has no request example/,
  },
  {
    rule: 'file-name-is-operation-id',
    mutations: (document) => (operation(document).operationId = 'other'),
    finding: /move it to paths\/other\.yaml/,
  },
  {
    rule: 'file-name-is-operation-id',
    mutations: (document) => (operation(document).operationId = 'other'),
    finding: /move it to webhooks\/other\.yaml/,
    file: '/spec/webhooks/kyc.yaml',
  },
  {
    rule: 'names-follow-convention',
    mutations: (document) => (operation(document).operationId = 'Start_kyc'),
    finding: /"Start_kyc" is not in camelCase/,
  },
  {
    rule: 'names-follow-convention',
    mutations: (document) => (response(document).examples = { 'a-run': { value: {} } }),
    finding: /"a-run" is not in camelCase/,
  },
  {
    rule: 'names-follow-convention',
    mutations: (document) => (document.components = { schemas: { snake_case: { type: 'string' } } }),
    finding: /"snake_case" is not in PascalCase/,
  },
  {
    rule: 'property-is-described-and-typed',
    mutations: (document) => (response(document).schema.properties.flow = { type: 'string' }),
    finding: /"flow" has no description/,
  },
  {
    rule: 'property-is-described-and-typed',
    mutations: (document) => (response(document).schema.properties.flow = { description: 'The flow.' }),
    finding: /"flow" has no type/,
  },
  {
    rule: 'provenance-resolves',
    mutations: (document) => (operation(document)['x-provenance'] = undefined),
    finding: /Nothing says where this Operation comes from/,
  },
  {
    rule: 'provenance-resolves',
    mutations: (document) => (operation(document)['x-provenance'] = { source: 'hearsay', status: 'documented' }),
    finding: /"hearsay" is not in spec\/sources\.yaml/,
  },
  {
    rule: 'provenance-resolves',
    mutations: (document) => (operation(document)['x-provenance'] = { source: 'page', status: 'rumour' }),
    finding: /"rumour" is not one of/,
  },
  {
    rule: 'provenance-resolves',
    mutations: (document) => {
      response(document).schema.properties.flow['x-provenance'] = { source: 'page', status: 'assumed' };
    },
    finding: /\/flow\/x-provenance Status "assumed" needs a note/,
  },
  {
    rule: 'provenance-resolves',
    mutations: (document) => Object.assign(operation(document), { 'x-provenance': null }),
    finding: /Source "undefined" is not in spec/,
  },
  {
    rule: 'root-holds-only-refs',
    mutations: () => {},
    finding: /must only refer to "\/kyc"/,
  },
];

test.each(rules)('$rule: $finding', async ({ rule, mutations, finding, file }) => {
  const findings = await lint(rule, mutations, file);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.join('\n')).toMatch(finding);
});

test.each([...new Set(rules.map(({ rule }) => rule))].filter((rule) => rule !== 'root-holds-only-refs'))(
  '%s: silent on a sound document',
  async (rule) => {
    expect(await lint(rule, () => {})).toEqual([]);
  },
);

test('no rule falls over a node without a value', async () => {
  const document = () => {
    const one = sound();
    Object.assign(response(one).schema.properties.flow, {
      anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }],
    });
    one.components = { schemas: { Name: { type: 'string', deprecated: true } } };
    const parameter = { name: 'id', in: 'query', schema: { type: 'string' } };
    return Object.assign(one, { paths: { '/kyc': { post: { ...operation(one), parameters: [parameter] } } } });
  };
  const config = await createConfig({
    plugins: [plugin()],
    rules: Object.fromEntries(
      Object.keys(plugin().rules!.oas3!).map((rule) => [`kyc/${rule}`, { severity: 'error', sources: ['page'] }]),
    ),
  });
  const [, ...places] = pointersOf(document());
  for (const place of places) {
    const mutant = document();
    const parent = place.slice(0, -1).reduce((node: any, key) => node[key], mutant);
    parent[place.at(-1)!] = null;
    const linted = lintFromString({ source: stringify(mutant), absoluteRef: '/spec/paths/kyc.yaml', config });
    await expect(linted, place.join('/')).resolves.toBeInstanceOf(Array);
  }
});

const pointersOf = (node: unknown): string[][] =>
  typeof node !== 'object' || node === null
    ? []
    : Object.entries(node).flatMap(([key, value]) => [[key], ...pointersOf(value).map((rest) => [key, ...rest])]);

test('root-holds-only-refs: silent on a root of references', async () => {
  const findings = await lint('root-holds-only-refs', (document) => {
    (document as { paths: unknown }).paths = { '/kyc': { $ref: 'paths/kyc.yaml' } };
  });
  expect(findings).toEqual([]);
});

test('examples-are-paired: silent on requests that a success without content answers', async () => {
  const findings = await lint('examples-are-paired', (document) => {
    (operation(document) as { responses: unknown }).responses = { '200': { description: 'ok' } };
  });
  expect(findings).toEqual([]);
});

test('examples-are-paired: a failure without content answers no request', async () => {
  const findings = await lint('examples-are-paired', (document) => {
    response(document).examples = { walk: { value: {} } };
    (operation(document).responses as Record<string, unknown>)['404'] = { description: 'no such flow' };
  });
  expect(findings.join('\n')).toMatch(/Request example "run" has no response example/);
});

describe('a workflow', () => {
  const arazzo = () => ({
    arazzo: '1.0.1',
    info: { title: 'Test', version: '1.0.0' },
    sourceDescriptions: [{ name: 'sila', type: 'openapi', url: './openapi.yaml' }],
    workflows: [
      {
        workflowId: 'kycToPassed',
        summary: 'Passes',
        description: 'Passes.',
        inputs: { type: 'object', properties: { flow: { type: 'string', description: 'The flow.' } } } as object,
        'x-provenance': { source: 'sila-kyc', status: 'documented' } as object | undefined,
        steps: [
          { stepId: 'start', operationId: 'kyc', successCriteria: [{ condition: '$statusCode == 202' }] } as object,
        ],
      },
    ],
  });
  const lintWorkflow = async (change: (workflow: ReturnType<typeof arazzo>['workflows'][0]) => void) => {
    const document = arazzo();
    change(document.workflows[0] as ReturnType<typeof arazzo>['workflows'][0]);
    const config = (await loadConfig({ configPath: join(packageRoot, 'redocly.yaml') })).forAlias(undefined);
    const absoluteRef = '/spec/sila/workflows/kycToPassed.arazzo.yaml';
    const problems = await lintFromString({ source: stringify(document), absoluteRef, config });
    return problems.filter((problem) => problem.severity === 'error').map((problem) => problem.ruleId);
  };

  test('sound, it is silent', async () => {
    expect(await lintWorkflow(() => {})).toEqual([]);
  });

  test.each([
    ['kyc/file-name-is-workflow-id', (workflow: any) => (workflow.workflowId = 'other')],
    ['kyc/provenance-resolves', (workflow: any) => (workflow['x-provenance'].source = 'hearsay')],
    ['rule/workflow-is-described-and-cited', (workflow: any) => delete workflow['x-provenance']],
    ['rule/input-is-described', (workflow: any) => delete workflow.inputs.properties.flow.description],
    ['rule/step-has-success-criteria', (workflow: any) => delete workflow.steps[0].successCriteria],
  ])('%s', async (rule, change) => {
    expect(await lintWorkflow(change)).toContain(rule);
  });
});

/** Redocly's own rules, as `redocly.yaml` sets them: what it ships as a warning has to be an error here. */
describe('redocly.yaml', () => {
  const mutations: [rule: string, change: (document: Document) => void][] = [
    ['no-invalid-media-type-examples', (document) => (response(document).examples = { run: { value: { flow: 1 } } })],
    ['operation-4xx-response', () => {}],
    ['no-unused-components', (document) => (document.components = { schemas: { Unused: { type: 'string' } } })],
    ['operation-operationId', (document) => delete (operation(document) as { operationId?: string }).operationId],
    ['struct', (document) => ((operation(document) as Record<string, unknown>).respones = {})],
    [
      'no-unresolved-refs',
      (document) => (response(document).schema.properties.flow = { $ref: '#/components/schemas/Nowhere' }),
    ],
  ];

  test.each(mutations)('%s is an error', async (rule, change) => {
    const document = sound();
    change(document);
    const config = (await loadConfig({ configPath: join(packageRoot, 'redocly.yaml') })).forAlias('bundle');
    const problems = await lintFromString({ source: stringify(document), absoluteRef: '/bundle.yaml', config });
    const found = problems.filter((problem) => problem.ruleId === rule);
    expect(found.map((problem) => problem.severity)).toContain('error');
  });
});

describe('what no rule of one document sees', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-lint-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const copy = (name: string) => {
    const target = join(folder, name);
    cpSync(dirname(sourcePath('alfred')), target, { recursive: true });
    return target;
  };
  const bundle = async (of: string) => (await bundleDocument(join(of, 'openapi.yaml'))) as unknown as JsonObject;

  test('the provider as it is has nothing of the kind', async () => {
    const alfred = dirname(sourcePath('alfred'));
    expect(findUnusedFiles(alfred)).toEqual([]);
    expect(findUnpairedRecipes(alfred, await bundle(alfred))).toEqual([]);
  });

  test('a file that nothing refers to', () => {
    const alfred = copy('unused');
    writeFileSync(join(alfred, 'schemas', 'Forgotten.yaml'), 'type: string\n');
    expect(findUnusedFiles(alfred).join()).toMatch(/Forgotten\.yaml: nothing refers to this file/);
  });

  test('a step of a recipe that names an operation of no document', async () => {
    const alfred = copy('steps');
    const recipe = '{ request: true }\ndeposit: { given: [{ operation: flyAway }, { control: flyBack }] }\n';
    writeFileSync(join(alfred, 'recipes', 'myInfo.yaml'), `withdrawal: ${recipe}`);
    const control = await bundle(join(packageRoot, 'spec', 'sandbox'));
    const findings = findUnknownSteps(alfred, await bundle(alfred), control);
    expect(findings.map((text) => text.replace(/^.*myInfo/, 'myInfo'))).toEqual([
      'myInfo.yaml: "deposit" has a step of the unknown operation "flyAway".',
      'myInfo.yaml: "deposit" has a step of the unknown control "flyBack".',
    ]);
  });

  test('a response without a recipe, and a recipe without a response', async () => {
    const alfred = copy('unpaired');
    writeFileSync(join(alfred, 'recipes', 'myInfo.yaml'), 'imagined: { request: true }\n');
    const findings = findUnpairedRecipes(alfred, await bundle(alfred)).join();
    expect(findings).toMatch(/myInfo\.yaml: "deposit" is documented but has no recipe/);
    expect(findings).toMatch(/myInfo\.yaml: "imagined" is no response example/);
  });
});
