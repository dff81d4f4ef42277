/** What a reader of the published documents alone can rely on. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { generatedPath, listMocked, packageRoot } from '../../src/openapi/providers.js';
import { escapeToken, operationsOf, valueAt, type JsonObject } from '../../src/openapi/document.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
const { version } = read(new URL('../../package.json', import.meta.url).pathname) as { version: string };

type Value = { header?: { reference?: string }; data?: Value; reference?: string; sila_reference_id?: string };
type ExampleFile = { [side in 'request' | 'response']?: Record<string, { value: Value }> };

describe.each(
  listMocked().flatMap((provider) =>
    ['openapi.json', 'openapi-3.0.json', 'openapi-codegen.json'].map((file) => ({ provider, file })),
  ),
)('$provider/$file', ({ provider, file }) => {
  const document = read(generatedPath(provider, file));

  test('every cited source is listed, with its page', () => {
    const sources = document['x-sources'] as Record<string, { title: string; url: string }>;
    const cited: string[] = [];
    JSON.stringify(document, (key, value) => {
      if (key === 'x-provenance') cited.push(value.source);
      return value;
    });
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((id) => !sources[id]?.url)).toEqual([]);
    expect(Object.keys(sources).filter((id) => !cited.includes(id))).toEqual([]);
  });

  test('its version is that of the package', () => {
    expect((document.info as JsonObject).version).toBe(version);
  });

  test('every operation links to its page', () => {
    const links = operationsOf(document).map(
      ({ path, method }) =>
        valueAt(document, `/paths/${escapeToken(path)}/${method.toLowerCase()}/externalDocs/url`) as string | undefined,
    );
    expect(links.filter((url) => !url?.startsWith('https://'))).toEqual([]);
  });
});

test('every operation of Sila has 429, and 5XX without content', () => {
  const operations = operationsOf(read(generatedPath('sila', 'openapi.json')));
  const lacking = operations.filter(
    ({ responses }) =>
      !responses.has('429') || responses.get('5XX')?.value.content !== undefined || !responses.has('5XX'),
  );
  expect(lacking.map(({ operationId }) => operationId)).toEqual([]);
});

test('headers of Sila say each member once', () => {
  const { components } = read(generatedPath('sila', 'openapi.json')) as { components: { schemas: JsonObject } };
  const headers = Object.entries(components.schemas).filter(([name]) => name.endsWith('Header'));
  const members: string[] = [];
  JSON.stringify(headers, (key, value) => {
    if (key === 'properties') members.push(...Object.keys(value));
    return value;
  });
  expect(members.sort()).toEqual([...new Set(members)]);
  expect(members).toContain('user_handle');
});

test('no two examples of Sila share a reference, and an answer has that of its request', () => {
  const own: string[] = [];
  const given: string[] = [];
  const differing: string[] = [];
  const folder = join(packageRoot, 'spec/sila/examples');
  for (const name of readdirSync(folder)) {
    const { request = {}, response = {} } = parse(readFileSync(join(folder, name), 'utf8')) as ExampleFile;
    const referenceOf = (example: string) =>
      (request[example]?.value.header ?? request[example]?.value.data?.header)?.reference;
    given.push(...Object.keys(request).flatMap((example) => referenceOf(example) ?? []));
    for (const [example, { value }] of Object.entries(response)) {
      if (value.sila_reference_id) own.push(value.sila_reference_id);
      const asked = referenceOf(example);
      if (asked && (value.reference ?? asked) !== asked) differing.push(`${name} ${example}`);
    }
  }
  expect(given.length).toBeGreaterThan(50);
  expect(given.filter((one, index) => given.indexOf(one) !== index)).toEqual([]);
  expect(own.filter((one, index) => own.indexOf(one) !== index)).toEqual([]);
  expect(differing).toEqual([]);
});
