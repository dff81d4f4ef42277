/** Keeps personal data out of reports: an undocumented member name may be a person's handle. */
import { isObject, escapeToken, unescapeToken, type Json } from '../../openapi/document.js';
import { perObject } from '../../openapi/per-object.js';
import type { SchemaError } from './explain.js';

/** Every property name that the document defines. */
export function propertyNames(document: Json): Set<string> {
  const names = new Set<string>();
  const visit = (node: Json): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) return;
    if (isObject(node.properties)) Object.keys(node.properties).forEach((name) => names.add(name));
    if (Array.isArray(node.required)) node.required.forEach((name) => names.add(String(name)));
    Object.values(node).forEach(visit);
  };
  visit(document);
  return names;
}

/** The member that the checker adds where the document allows none. */
export const addedMember = 'kyc_contracts_unknown';

/** An index of a list; a longer number may be personal. */
const isIndex = (token: string): boolean => /^\d{1,6}$/.test(token);

/** The pointer with an asterisk for each undocumented member name. */
export function redactPointer({ pointer }: Pick<SchemaError, 'pointer'>, known: ReadonlySet<string>): string {
  const tokens = pointer.split('/').slice(1).map(unescapeToken);
  return tokens
    .map((token) => (known.has(token) || token === addedMember || isIndex(token) ? token : '*'))
    .map((token) => `/${escapeToken(token)}`)
    .join('');
}

/**
 * The same, with a way to find a member without its name. An additional member in a response is named if it consists of
 * words of the document: `firstName` beside `first_name` is a slip.
 */
export function redactSchemaError(
  schemaError: SchemaError,
  known: ReadonlySet<string>,
  message: 'request' | 'response',
): Pick<SchemaError, 'pointer' | 'got'> {
  const pointer = redactPointer(schemaError, known);
  if (schemaError.member === undefined || !pointer.endsWith('/*')) return { pointer };
  const name = unescapeToken(schemaError.pointer.slice(schemaError.pointer.lastIndexOf('/') + 1));
  const words = message === 'response' && /^[A-Za-z][\w-]*$/.test(name) ? wordsOf(name) : [];
  if (words.length === 0 || !words.every((word) => vocabularyOf(known).has(word))) {
    return { pointer, got: schemaError.member };
  }
  return { pointer: `${pointer.slice(0, -1)}${escapeToken(name)}` };
}

const vocabularyOf = perObject((known: ReadonlySet<string>) => new Set([...known].flatMap(wordsOf)));

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
