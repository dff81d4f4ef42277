/** What a reader of the published documents alone can rely on. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { generatedPath, listMocked } from '../../src/openapi/providers.js';
import { escapeToken, operationsOf, valueAt, type JsonObject } from '../../src/openapi/document.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
const { version } = read(new URL('../../package.json', import.meta.url).pathname) as { version: string };

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
