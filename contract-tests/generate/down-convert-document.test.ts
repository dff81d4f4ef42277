/** OpenAPI 3.1 → 3.0 outside of schemas, and the documents that are published. */
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { downConvert } from '../../scripts/generate/down-convert.js';
import type { OpenApiDocument, SecurityScheme } from '../../src/openapi/openapi.js';
import { generatedPath, listProviders } from '../../src/openapi/providers.js';

const ok = { responses: { '200': { description: 'ok' }, '400': { description: 'no' } } };

function convert(parts: Partial<OpenApiDocument>) {
  return downConvert({ openapi: '3.1.1', info: { title: 'T', version: '1' }, ...parts });
}

test('the version, and paths even where there are none', () => {
  expect(convert({})).toEqual({ openapi: '3.0.3', 'x-lost-in-3.0': [], info: { title: 'T', version: '1' }, paths: {} });
});

test('info: a summary becomes the description or is lost, a licence is named by its page', () => {
  const license = { name: 'MIT', identifier: 'MIT' };
  expect(convert({ info: { title: 'T', version: '1', summary: 'S', license } })).toMatchObject({
    'x-lost-in-3.0': [],
    info: { description: 'S', license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' } },
  });
  const both = convert({ info: { title: 'T', version: '1', summary: 'S', description: 'D' } });
  expect(both.info).toEqual({ title: 'T', version: '1', description: 'D' });
  expect(both['x-lost-in-3.0']).toEqual([
    { pointer: '/info', keyword: 'summary', reason: 'only the description is kept' },
  ]);
});

test('webhooks and what only they need go; what nobody ever needed stays', () => {
  const hook = {
    post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } },
  };
  const A = { type: 'object', properties: { b: { $ref: '#/components/schemas/B' } } };
  const converted = convert({
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    webhooks: { verified: hook },
    components: { schemas: { A, B: { const: 1 }, C: { const: 2 } } },
  });
  expect(converted.components).toEqual({ schemas: { C: { enum: [2] } } });
  expect(converted['x-lost-in-3.0']).toEqual([
    { pointer: '', keyword: 'jsonSchemaDialect', reason: 'the dialect is that of OpenAPI 3.0' },
    { pointer: '', keyword: 'webhooks', reason: 'not described: verified' },
  ]);
});

test('path items that are components go where they are used', () => {
  const converted = convert({
    paths: { '/a': { $ref: '#/components/pathItems/A' } },
    components: { pathItems: { A: { get: { operationId: 'a', ...ok } } } },
  });
  expect(converted.paths).toEqual({ '/a': { get: { operationId: 'a', ...ok } } });
  expect(converted.components).toEqual({});
});

test('an operation without responses gets one, and the list says so', () => {
  const converted = convert({ paths: { '/a/{b}': { get: { operationId: 'a' } } } });
  expect(converted.paths?.['/a/{b}']?.get?.responses).toEqual({ default: { description: 'Not documented.' } });
  expect(converted['x-lost-in-3.0']).toEqual([
    {
      pointer: '/paths/~1a~1{b}/get',
      keyword: 'responses',
      reason: 'a default response stands for the absence of any',
    },
  ]);
});

test('what stands beside a reference goes, outside of schemas', () => {
  const parameters = [{ $ref: '#/components/parameters/P', description: 'D' }];
  const converted = convert({
    paths: { '/a': { get: { parameters, ...ok } } },
    components: { parameters: { P: { name: 'p', in: 'query', schema: { type: ['string', 'null'] } } } },
  });
  expect(converted.paths?.['/a']?.get?.parameters).toEqual([{ $ref: '#/components/parameters/P' }]);
  expect(converted.components?.parameters).toEqual({
    P: { name: 'p', in: 'query', schema: { type: 'string', nullable: true } },
  });
  expect(converted['x-lost-in-3.0']).toEqual([
    { pointer: '/paths/~1a/get/parameters/0', keyword: 'description', reason: 'nothing may stand beside a reference' },
  ]);
});

test('client certificates, and roles where 3.0 has none', () => {
  const securitySchemes: Record<string, SecurityScheme> = {
    tls: { type: 'mutualTLS' },
    key: { type: 'apiKey', in: 'header', name: 'K' },
    oauth: { type: 'oauth2' },
  };
  const converted = convert({
    security: [{ tls: [], key: ['admin'], oauth: ['read'] }],
    paths: { '/a': { get: { security: [{ tls: [] }, {}], ...ok } } },
    components: { securitySchemes },
  });
  expect(converted.security).toEqual([{ key: [], oauth: ['read'] }]);
  expect(converted.paths?.['/a']?.get?.security).toEqual([{}, {}]);
  expect(Object.keys(converted.components?.securitySchemes ?? {})).toEqual(['key', 'oauth']);
  expect(converted['x-lost-in-3.0'].map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual([
    '/components/securitySchemes/tls type',
    '/security/0 key',
  ]);
});

for (const provider of listProviders()) {
  test(`the published 3.0 document of ${provider} lints clean, every recommended rule and struct as an error`, async () => {
    // These paths are the provider's.
    const rules = { struct: 'error', 'no-ambiguous-paths': provider === 'alfred-customers' ? 'off' : 'error' } as const;
    const config = await createConfig({ extends: ['recommended'], rules });
    const source = readFileSync(generatedPath(provider, 'openapi-3.0.json'), 'utf8');
    const problems = await lintFromString({ source, absoluteRef: 'openapi-3.0.json', config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  test(`each loss of ${provider} points to the keyword in the 3.1 document`, async () => {
    const read = (file: string) => JSON.parse(readFileSync(generatedPath(provider, file), 'utf8')) as OpenApiDocument;
    const document = read('openapi.json');
    const losses = read('openapi-3.0.json')['x-lost-in-3.0'] as { pointer: string; keyword: string }[];
    for (const { pointer, keyword } of losses) {
      const tokens = pointer.split('/').slice(1);
      const node = tokens.reduce<unknown>(
        (at, token) => (at as Record<string, unknown>)[token.replaceAll('~1', '/').replaceAll('~0', '~')],
        document,
      );
      expect(node, pointer).toHaveProperty([keyword]);
    }
  });
}

test('raw bytes › in a form or a body that is no JSON › are strings, as 3.0 has them', () => {
  const picture = { contentMediaType: 'image/png' };
  const form = { type: 'object', properties: { one: picture, many: { type: 'array', items: picture }, a: {} } };
  const content = {
    'multipart/form-data': { schema: form },
    'multipart/mixed': { schema: { $ref: '#/components/schemas/Form' } },
    'image/png': { schema: picture },
    'application/octet-stream': { schema: {} },
    'application/json': { schema: { ...form } },
  };
  const paths = { '/a': { post: { requestBody: { content }, ...ok } } };
  const components = { schemas: { Form: { properties: { file: { contentEncoding: 'base64' } } } } };
  // Each schema an object of its own, as in a bundle.
  const converted = convert(JSON.parse(JSON.stringify({ paths, components })) as Partial<OpenApiDocument>) as any;
  const found = converted.paths['/a'].post.requestBody.content;
  const bytes = { type: 'string', format: 'binary' };
  expect(found['multipart/form-data'].schema.properties).toEqual({
    one: bytes,
    many: { type: 'array', items: bytes },
    a: {},
  });
  expect(converted.components.schemas.Form.properties.file).toEqual({ type: 'string', format: 'byte' });
  expect(found['image/png'].schema).toEqual(bytes);
  expect(found['application/octet-stream'].schema).toEqual({});
  // In JSON nothing says that it is a string.
  expect(found['application/json'].schema.properties.one).toEqual({ format: 'binary' });
});
