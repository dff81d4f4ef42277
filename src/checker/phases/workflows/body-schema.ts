/** Finds the schema of the value that a criterion of a workflow tests. */
import {
  hasType,
  follow,
  isObject,
  unescapeToken,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../openapi/document.js';
import { responseFor } from '../../validate/response.js';

/** Whether `$response.body`, or `$response.body#/…`, is documented to be an array. */
export function isArrayAt(
  document: JsonObject,
  { operation, status }: { operation: Operation; status: string },
  context: string,
): boolean {
  const [, pointer = ''] = /^\$response\.body(?:#(.*))?$/.exec(context.trim()) ?? [undefined, undefined];
  if (!context.trim().startsWith('$response.body')) return false;
  const response = operation.responses.get(status) ?? responseFor(operation.responses, Number(status) || 200)?.[1];
  const content = response?.value.content;
  const [media] = isObject(content) ? Object.values(content) : [];
  let schema = isObject(media) ? resolved(document, media.schema) : undefined;
  for (const token of pointer.split('/').slice(1)) {
    const name = unescapeToken(token);
    const properties = schema?.properties;
    const next = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : schema?.items;
    schema = resolved(document, next);
  }
  return hasType(schema, 'array');
}

const resolved = (document: JsonObject, schema: Json | undefined): JsonObject | undefined =>
  schema === undefined ? undefined : follow(document, schema, '')?.value;
