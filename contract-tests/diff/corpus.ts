/** The labelled changes of schemas.yaml and documents.yaml as pairs of documents. */
import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from '../../src/openapi/document.js';
import { mergePatch } from '../../src/openapi/merge-patch.js';
import { parseYaml } from '../../src/openapi/yaml.js';

export type Label = 'breaking' | 'compatible' | 'documentation' | 'evidence' | 'none';

export interface Case {
  name: string;
  old: JsonObject;
  new: JsonObject;
  is: Label;
}

interface SchemaRow {
  name: string;
  old: Json;
  new: Json;
  request: keyof typeof labels;
  response: keyof typeof labels;
}

interface DocumentRow {
  name: string;
  old?: JsonObject;
  new: JsonObject;
  is: Label;
}

const read = (file: string): unknown => parseYaml(readFileSync(new URL(file, import.meta.url), 'utf8'));

const labels = { b: 'breaking', c: 'compatible', d: 'documentation', n: 'none' } as const;

const bodies = {
  request: (schema: Json) => ({
    requestBody: { content: { 'application/json': { schema } } },
    responses: { '204': { description: 'Done.' } },
  }),
  response: (schema: Json) => ({
    responses: { '200': { description: 'Done.', content: { 'application/json': { schema } } } },
  }),
};

function documentOf(operation: JsonObject): JsonObject {
  return { openapi: '3.1.0', info: { title: 'Case', version: '1.0.0' }, paths: { '/case': { post: operation } } };
}

export function readCorpus(): Case[] {
  const base = read('base.yaml') as JsonObject;
  const schemas = (read('schemas.yaml') as SchemaRow[]).flatMap((row) =>
    (['request', 'response'] as const).map((direction) => ({
      name: `${row.name}, in a ${direction}`,
      old: documentOf(bodies[direction](row.old)),
      new: documentOf(bodies[direction](row.new)),
      is: labels[row[direction]],
    })),
  );
  const documents = (read('documents.yaml') as DocumentRow[]).map((row) => ({
    name: row.name,
    old: mergePatch(base, row.old ?? {}) as JsonObject,
    new: mergePatch(base, row.new) as JsonObject,
    is: row.is,
  }));
  return [...schemas, ...documents];
}
