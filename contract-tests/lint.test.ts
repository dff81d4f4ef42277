/** Each rule of ours on a document that breaks it once, and on the same document mended. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import plugin from '../scripts/lint/plugin.js';

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

const rules: { rule: string; breaks: (document: Document) => void; finding: RegExp; file?: string }[] = [
  {
    rule: 'enum-has-type',
    breaks: (document) => (response(document).schema.properties.flow = { enum: ['a'] }),
    finding: /^#\/paths.*\/flow\/enum "enum" stands without "type"/,
  },
  {
    rule: 'media-type-has-example',
    breaks: (document) => (response(document).examples = {}),
    finding: /no named example/,
  },
  {
    rule: 'examples-are-paired',
    breaks: (document) => (response(document).examples = { walk: { value: {} } }),
    finding: /Request example "run" has no response example/,
  },
  {
    rule: 'examples-are-paired',
    breaks: (document) => (response(document).examples = { run: { value: {} }, walk: { value: {} } }),
    finding: /Response example "walk" of 202 has no request example/,
  },
  {
    rule: 'file-name-is-operation-id',
    breaks: (document) => (operation(document).operationId = 'other'),
    finding: /move it to paths\/other\.yaml/,
  },
  {
    rule: 'names-follow-convention',
    breaks: (document) => (operation(document).operationId = 'Start_kyc'),
    finding: /"Start_kyc" is not in camelCase/,
  },
  {
    rule: 'names-follow-convention',
    breaks: (document) => (response(document).examples = { 'a-run': { value: {} } }),
    finding: /"a-run" is not in camelCase/,
  },
  {
    rule: 'names-follow-convention',
    breaks: (document) => (document.components = { schemas: { snake_case: { type: 'string' } } }),
    finding: /"snake_case" is not in PascalCase/,
  },
  {
    rule: 'property-is-described-and-typed',
    breaks: (document) => (response(document).schema.properties.flow = { type: 'string' }),
    finding: /"flow" has no description/,
  },
  {
    rule: 'property-is-described-and-typed',
    breaks: (document) => (response(document).schema.properties.flow = { description: 'The flow.' }),
    finding: /"flow" has no type/,
  },
  {
    rule: 'provenance-resolves',
    breaks: (document) => (operation(document)['x-provenance'] = undefined),
    finding: /Nothing says where this Operation comes from/,
  },
  {
    rule: 'provenance-resolves',
    breaks: (document) => (operation(document)['x-provenance'] = { source: 'hearsay', status: 'documented' }),
    finding: /"hearsay" is not in spec\/sources\.yaml/,
  },
  {
    rule: 'provenance-resolves',
    breaks: (document) => (operation(document)['x-provenance'] = { source: 'page', status: 'rumour' }),
    finding: /"rumour" is not one of/,
  },
  {
    rule: 'provenance-resolves',
    breaks: (document) => {
      response(document).schema.properties.flow['x-provenance'] = { source: 'page', status: 'assumed' };
    },
    finding: /\/flow\/x-provenance Status "assumed" needs a note/,
  },
  {
    rule: 'root-holds-only-refs',
    breaks: () => {},
    finding: /must only refer to "\/kyc"/,
  },
];

test.each(rules)('$rule: $finding', async ({ rule, breaks, finding }) => {
  const findings = await lint(rule, breaks);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.join('\n')).toMatch(finding);
});

test.each([...new Set(rules.map(({ rule }) => rule))].filter((rule) => rule !== 'root-holds-only-refs'))(
  '%s: silent on a sound document',
  async (rule) => {
    expect(await lint(rule, () => {})).toEqual([]);
  },
);

test('root-holds-only-refs: silent on a root of references', async () => {
  const findings = await lint('root-holds-only-refs', (document) => {
    (document as { paths: unknown }).paths = { '/kyc': { $ref: 'paths/kyc.yaml' } };
  });
  expect(findings).toEqual([]);
});
