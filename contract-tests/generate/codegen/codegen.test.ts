/** The documents for code generators: plain, and no stricter than the exact ones but where they say so. */
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passes, toCodegen } from '../../../scripts/generate/codegen.js';
import type { Loss } from '../../../scripts/generate/down-convert.js';
import type { OpenApiDocument, SchemaObject } from '../../../src/openapi/openapi.js';
import { lookUp } from '../../../src/openapi/pointer.js';
import { generatedPath, listProviders } from '../../../src/openapi/providers.js';
import { allAtOnce } from './all-at-once.js';
import { validate, subjectsOf } from './validate.js';
import { obstaclesIn } from './obstacles.js';
import { valuesOf, variationsOf } from './values.js';

const read = (provider: string, file: string) =>
  JSON.parse(readFileSync(generatedPath(provider, file), 'utf8')) as OpenApiDocument;

const documents: Record<string, [OpenApiDocument, OpenApiDocument]> = {
  'all at once': [allAtOnce, toCodegen(allAtOnce)],
  ...Object.fromEntries(
    listProviders().map((provider) => [
      provider,
      [read(provider, 'openapi.json'), read(provider, 'openapi-codegen.json')],
    ]),
  ),
};

describe.each(Object.entries(documents))('%s', (provider, [exact, codegen]) => {
  test('has nothing that generators stumble over', () => {
    expect(obstaclesIn(codegen)).toEqual([]);
  });

  test('every example of the exact document fits', () => {
    const why = validate(codegen);
    const examples = subjectsOf(exact, codegen).flatMap(({ at, examples }) => examples.map((value) => ({ at, value })));
    expect(examples.length).toBeGreaterThan(3);
    expect(examples.flatMap(({ at, value }) => why(at, value) ?? [])).toEqual([]);
  });

  test('what the exact document accepts fits', () => {
    expect(refusals(exact, codegen)).toEqual([]);
  }, 120_000);

  test('each loss points into the exact document', () => {
    const losses = codegen['x-losses'] as Loss[];
    expect(losses.length).toBeGreaterThan(0);
    expect(losses.filter(({ pointer }) => lookUp(exact, pointer) === undefined)).toEqual([]);
  });

  test('lints clean, every recommended rule and struct as an error', async () => {
    // Only programs that receive webhooks use some of the schemas.
    const rules = {
      'no-unused-components': 'off',
      struct: 'error',
      'info-license': 'off',
      'security-defined': 'off',
      'no-empty-servers': 'off',
      // These paths are the provider's.
      'no-ambiguous-paths': provider === 'alfred-customers' ? 'off' : 'error',
    } as const;
    const config = await createConfig({ extends: ['recommended'], rules });
    const problems = await lintFromString({ source: JSON.stringify(codegen), absoluteRef: 'codegen.json', config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });
});

test.each(Object.keys(passes))('without the pass %s something is wrong', (left) => {
  const others = Object.entries(passes).filter(([name]) => name !== left);
  const codegen = toCodegen(allAtOnce, Object.fromEntries(others));
  const types = Object.keys(codegen.components?.schemas ?? {});
  const lost = types.includes('Told') ? [] : ['a type of a webhook'];
  expect([...lost, ...obstaclesIn(codegen), ...refusals(allAtOnce, codegen)]).not.toEqual([]);
});

test('of webhooks the schemas stay, and nothing else', () => {
  const { components } = documents['sila']![1];
  expect(components?.schemas).toHaveProperty('KycStatusEvent');
  expect(components?.parameters).not.toHaveProperty('silaSignature');
  expect(documents['all at once']![1].components?.schemas).toHaveProperty('Told');
});

test('a closed object stays closed', () => {
  const { components } = documents['sandbox']![1];
  expect(components?.schemas?.['Decision']).toMatchObject({ additionalProperties: false });
});

test('failures of a status are one schema, whose codes are known and may grow', () => {
  const [, codegen] = documents['sila']!;
  const { properties = {}, required } = codegen.components!.schemas!['KycForbidden'] as SchemaObject;
  expect(required).toEqual(['success', 'message']);
  expect(properties['error_code']).toMatchObject({
    type: 'string',
    nullable: true,
    'x-extensible-enum': ['KYC_FLOW_NOT_APPROVED', 'KYC_REQUEST_DUPLICATE_PENDING', 'RECENTLY_PASSED_ID_VERIFICATION'],
  });
});

test('where it accepts less, the list says so', () => {
  const A = { type: 'object', properties: { a: { type: 'string' } } };
  const B = { type: 'object', properties: { b: { type: 'integer' } } };
  const exact = {
    ...allAtOnce,
    components: { schemas: { ...allAtOnce.components?.schemas, Told: { anyOf: [A, B] } } },
  };
  const narrower = (toCodegen(exact)['x-losses'] as Loss[]).filter(
    ({ pointer }) => /Told/.test(pointer) && pointer !== '',
  );
  expect(narrower.filter(({ narrower: is }) => is).map(({ pointer }) => pointer)).toEqual([
    '/components/schemas/Told/anyOf/0/properties/a',
    '/components/schemas/Told/anyOf/1/properties/b',
  ]);
});

/** Values that the exact document accepts and the other one does not, at most one of each schema. */
function refusals(exact: OpenApiDocument, codegen: OpenApiDocument): string[] {
  const [whyNot, whyNotExact] = [validate(codegen), validate(exact)];
  let accepted = 0;
  const subjects = subjectsOf(exact, codegen);
  const found = subjects.flatMap(({ at, schema, examples }) => {
    const values = fc.oneof(valuesOf(exact, schema), ...examples.map(variationsOf));
    const sample = fc.sample(values, { numRuns: 100, seed: 20251126 }).filter((value) => !whyNotExact(at, value));
    accepted += sample.length;
    const refused = sample.find((value) => whyNot(at, value));
    return refused === undefined ? [] : [`${at}: ${JSON.stringify(refused)}: ${whyNot(at, refused)}`];
  });
  expect(accepted).toBeGreaterThan(subjects.length * 30);
  return found;
}
