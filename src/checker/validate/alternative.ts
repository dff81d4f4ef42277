/**
 * Tells one documented failure from its siblings. Where a response is a union of failures, each with its own code,
 * the sibling's body satisfies the schema too; who asked for one failure must not be content with another.
 */
import { follow, type Json } from '../../openapi/document.js';
import { bodyViolation, type ResponseValidator, type Violation } from './response.js';

/** What of the alternative that the example stands for is broken by the actual body; nothing if there is no union. */
export function validateAlternative(
  responseValidator: ResponseValidator,
  schemaPointer: string,
  example: Json,
  actual: Json,
): Violation[] {
  const schema = follow(responseValidator.document, { $ref: `#${encodeURI(schemaPointer)}` }, '');
  if (!schema) return [];
  const keyword = ['oneOf', 'anyOf'].find((name) => Array.isArray(schema.value[name]));
  if (!keyword) return [];
  const branches = (schema.value[keyword] as Json[]).map((_, index) => `${schema.pointer}/${keyword}/${index}`);
  const meant = branches.filter((branch) => responseValidator.validator.accepts(branch, example));
  const complaints = meant.map((branch) => responseValidator.validator.at(branch)(actual));
  if (meant.length === 0 || complaints.some((list) => list.length === 0)) return [];
  const [clause] = meant as [string];
  return (complaints[0] ?? []).map((schemaError) => {
    const violation = bodyViolation(responseValidator, schemaError, clause);
    return { ...violation, message: `${violation.message} for this example` };
  });
}
