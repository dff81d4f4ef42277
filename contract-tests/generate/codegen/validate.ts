/** Bodies, parameters and headers of a document, and whether a value fits the schema of one. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type OpenApiDocument, type Schema } from '../../../src/openapi/openapi.js';
import { dereference, lookUp } from '../../../src/openapi/pointer.js';
import { walk } from '../../../src/openapi/rewrite.js';
import { in31Terms } from '../in-31-terms.js';

export interface Subject {
  /** JSON Pointer to the schema, the same in the exact document and in the one for generators. */
  at: string;
  schema: Schema;
  examples: unknown[];
}

/** All but those of webhooks, which 3.0 does not have, and of components that only webhooks use. */
export function subjectsOf(document: OpenApiDocument, codegen: OpenApiDocument): Subject[] {
  const subjects: Subject[] = [];
  walk(document, (node, { kind, pointer }) => {
    if (!['mediaType', 'parameter', 'header'].includes(kind) || node['schema'] === undefined) return;
    if (!pointer.startsWith('/paths/') && lookUp(codegen, pointer) === undefined) return;
    const named = Object.values(isObject(node['examples']) ? node['examples'] : {});
    const examples = named.map((one) => dereference<{ value?: unknown }>(document, one as never).node.value);
    subjects.push({ at: `${pointer}/schema`, schema: node['schema'] as Schema, examples });
  });
  return subjects;
}

/** @returns why a value does not fit the schema at a pointer, or undefined */
export function validate(document: OpenApiDocument): (at: string, value: unknown) => string | undefined {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const terms = document.openapi.startsWith('3.0') ? in31Terms(document) : document;
  const text = JSON.stringify(terms).replaceAll('"$ref":"#/', '"$ref":"#/$defs/openapi/');
  ajv.addSchema({ $defs: { openapi: JSON.parse(text) as object } }, 'document');
  return (at, value) => {
    const reference = `document#/$defs/openapi${encodeURI(at)}`;
    const validate = ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
}
