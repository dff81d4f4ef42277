/** Mutates a value to each other type, and to values that lenient parsers accept. */
import type { Json } from '../../../../openapi/document.js';
import { put, typesOf, type Mutator, type Candidate } from './mutator.js';

export const type: Mutator = (schema, value) => {
  const lawful = typesOf(schema);
  if (lawful.length === 0) return [];
  const has = (...types: string[]) => types.some((one) => lawful.includes(one));
  const isNumber = has('number', 'integer');
  const wrong = (what: string, given: Json): Candidate => ({ what, values: [put(given)] });
  const convertible = (what: string, given: Json): Candidate => ({ ...wrong(what, given), isConvertible: true });
  // Most frameworks read `"42"` as a number, 42 as a text, and 1 as true.
  const tolerated = (one: Candidate): Candidate => ({ ...one, isTolerated: !has('object', 'array') });
  return [
    ...(has('null') ? [] : [wrong('null', null)]),
    ...(has('string') ? [] : [tolerated(convertible('a string', inWords(value, lawful)))]),
    ...(has('string') && !isNumber ? [tolerated(convertible('a number', 42))] : []),
    ...(has('integer') && !has('number') ? [wrong('a fraction', typeof value === 'number' ? value + 0.5 : 1.5)] : []),
    ...(isNumber && !has('boolean') ? [tolerated(wrong('a boolean', true))] : []),
    ...(has('boolean') && !isNumber ? [tolerated(convertible('a number', 1))] : []),
    ...(has('object') ? [] : [wrong('an object', {})]),
    ...(has('array') ? [] : [{ what: 'an array', values: [(one: Json | undefined) => [one ?? 'text']] }]),
  ];
};

/** `"42"` for a number, `"true"` for a boolean. */
function inWords(value: Json | undefined, lawful: readonly string[]): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (lawful.includes('number') || lawful.includes('integer')) return '1';
  return lawful.includes('boolean') ? 'true' : 'text';
}
