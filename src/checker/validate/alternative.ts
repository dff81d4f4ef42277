/** Tells the documented failure of an example from the other failures of a union: their bodies are valid, too. */
import { follow, type Json } from '../../openapi/document.js';
import { bodyViolation, type ResponseValidator, type Violation } from './response.js';

/** Validates the body against the branch that the example satisfies; without a union there are no violations. */
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
  const errors = meant.map((branch) => responseValidator.validator.at(branch)(actual));
  if (meant.length === 0 || errors.some((list) => list.length === 0)) return [];
  const [clause] = meant as [string];
  return (errors[0] ?? []).map((schemaError) => {
    const violation = bodyViolation(responseValidator, schemaError, clause);
    return { ...violation, message: `${violation.message} for this example` };
  });
}
