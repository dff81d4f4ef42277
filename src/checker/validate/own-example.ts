/**
 * A mock answers with the examples of the document. Where an example breaks its own schema, the document is wrong and
 * not the implementation: the report says so.
 */
import { isDeepStrictEqual } from 'node:util';
import { follow, isObject, valueAt, type Json, type JsonObject, type Located } from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import type { ValidationResult, Violation } from './response.js';

const hint = 'the document has this value as an example: correct the example or the schema';

/** Adds a hint to violations of values that are examples of the document itself. */
export function namingOwnExamples(document: JsonObject, response: Located, found: ValidationResult): Violation[] {
  const { violations, mediaType, body } = found;
  if (violations.length === 0 || body === undefined) return violations;
  const content = isObject(response.value.content) ? response.value.content : {};
  const media = mediaType === undefined ? undefined : follow(document, content[mediaType], '')?.value;
  const isWhole = media !== undefined && [...examplesOf(document, media).values()].some((one) => same(one, body));
  return violations.map((violation) =>
    violation.kind === 'body' && (isWhole || isOfSchema(document, violation, body))
      ? { ...violation, message: `${violation.message} (${hint})` }
      : violation,
  );
}

/** Whether the schema with the broken keyword has the value as its own example. */
function isOfSchema(document: JsonObject, { clause, pointer }: Violation, body: Json): boolean {
  const schema = valueAt(document, clause.slice(0, clause.lastIndexOf('/')));
  if (!isObject(schema)) return false;
  const value = valueAt(body, pointer);
  const examples = [schema.example, ...(Array.isArray(schema.examples) ? schema.examples : [])];
  return value !== undefined && examples.some((one) => one !== undefined && same(one, value));
}

const same = (one: Json, other: Json): boolean => isDeepStrictEqual(one, other);
