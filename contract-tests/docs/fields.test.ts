/** A schema as a list of fields: each name once, whatever `allOf` says of it, and a recursive schema ends. */
import { expect, test } from 'vitest';
import { fieldList } from '../../scripts/docs/fields.js';
import { readDocuments, type JsonObject } from '../../scripts/docs/provider-document.js';

const bundle = (schemas: JsonObject): JsonObject => ({ openapi: '3.1.0', components: { schemas } });
const fields = (schemas: JsonObject, name: string) =>
  fieldList(bundle(schemas), new Map() as never, { $ref: `#/components/schemas/${name}` }, undefined);

const failure = {
  type: 'object',
  required: ['message'],
  properties: { code: { type: 'string', description: 'Names the failure.' }, message: { type: 'string' } },
};

test('a property that a part narrows is listed once, narrowed, required where any part says so', () => {
  const busy = {
    allOf: [{ $ref: '#/components/schemas/Failure' }],
    required: ['code'],
    properties: { code: { const: 'BUSY' } },
  };
  const list = fields({ Failure: failure, Busy: busy }, 'Busy');
  expect(list.match(/`code`/g)).toHaveLength(1);
  expect(list).toContain('**`code`** always `"BUSY"` <span class="required">required</span>');
  expect(list).toContain('Names the failure.');
});

test('so is one that a part of a part narrows, and a reference among the parts is followed', () => {
  const inner: JsonObject = {
    allOf: [{ $ref: '#/components/schemas/Failure' }, { properties: { code: { enum: ['A', 'B'] } } }],
  };
  const outer = {
    allOf: [{ $ref: '#/components/schemas/Inner' }],
    properties: { code: { const: 'B' }, own: { type: 'integer' } },
  };
  const list = fields({ Failure: failure, Inner: inner, Outer: outer }, 'Outer');
  expect([...list.matchAll(/^- \*\*`(\w+)`/gm)].map(([, name]) => name)).toEqual(['message', 'code', 'own']);
  expect(list).toContain('always `"B"`');
});

test('a schema that holds itself ends', () => {
  const node = {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
  };
  expect(fields({ Node: node }, 'Node')).toContain('`children`');
  const list = fields({ Node: { ...node, allOf: [{ $ref: '#/components/schemas/Node' }] } }, 'Node');
  expect(list.match(/^- \*\*`name`/gm)).toHaveLength(1);
});

test('no list of any document names a field twice', () => {
  for (const { bundle: document, sources } of readDocuments()) {
    const schemas = (document.components as { schemas: JsonObject }).schemas;
    for (const [name, schema] of Object.entries(schemas)) {
      const top = [...fieldList(document, sources, schema, undefined).matchAll(/^- \*\*`(.+?)`/gm)].map(([, it]) => it);
      expect(new Set(top).size, name).toBe(top.length);
    }
  }
});
