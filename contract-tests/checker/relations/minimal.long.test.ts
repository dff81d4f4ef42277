/** An implementation that shows only what the schemas require keeps the contract: nothing is said of it. */
import { expect, test } from 'vitest';
import { operationsOf, type Json, type JsonObject } from '../../../src/openapi/document.js';
import { createResponseValidator } from '../../../src/checker/validate/schema.js';
import { responseFor } from '../../../src/checker/validate/response.js';
import { sandboxUrls } from '../../../src/sandbox/urls.js';
import { isFor } from '../../mutants/intercept.js';
import { documentOf } from '../../support/generated.js';
import { check, complaints } from './broken-sandbox.js';

/** Without these the response would be another one of those that the document names. */
const telling = new Set(['error_code', 'code']);

const membersOf = (value: Json, pointer: string[] = []): string[][] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, member]) => [
        ...membersOf(member, [...pointer, name]),
        ...(Array.isArray(value) ? [] : [[...pointer, name]]),
      ]);

function without(value: Json, [name = '', ...rest]: string[]): Json {
  const copy = structuredClone(value) as JsonObject;
  if (rest.length === 0) delete copy[name];
  else copy[name] = without(copy[name] as Json, rest);
  return copy;
}

/** Names of the properties of all schemas: other members are data. */
function namesIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties } = value as JsonObject;
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

test.each(['sila', 'alfred-customers'])('%s', { timeout: 240_000 }, async (provider) => {
  const document = documentOf(provider);
  const validator = createResponseValidator(document);
  const operations = operationsOf(document);
  const base = new URL(sandboxUrls('http://sandbox.test').get(provider)!);
  const declared = new Set(namesIn(document.components as Json));
  let removed = 0;
  const rows = await check({
    provider,
    phases: ['examples', 'negatives', 'positives', 'relations'],
    answer: async (response, request) => {
      const operation = operations.find((one) => isFor(one, base, request));
      const documented = operation && responseFor(operation.responses, response.status);
      if (!documented || !/json/.test(response.headers.get('content-type') ?? '')) return response;
      const schema = `${documented[1].pointer}/content/application~1json/schema`;
      let body = (await response.json()) as Json;
      if (validator.accepts(schema, body))
        for (const pointer of membersOf(body)) {
          const name = pointer.at(-1)!;
          const less = declared.has(name) && !telling.has(name) ? without(body, pointer) : body;
          if (less === body || !validator.accepts(schema, less)) continue;
          removed += 1;
          body = less;
        }
      const headers = new Headers(response.headers);
      headers.delete('content-length');
      return new Response(JSON.stringify(body), { status: response.status, headers });
    },
  });
  expect(removed).toBeGreaterThan(1000);
  expect(rows.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(1000);
  expect(complaints(rows)).toEqual([]);
});
