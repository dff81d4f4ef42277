/** In traffic everything may be somebody's: only what the document itself says may be told of a request. */
import { isObject, type Json, type JsonObject } from '../../../openapi/document.js';
import type { IsPublic } from '../../reports/curl-body.js';

export function publicValues(document: JsonObject): IsPublic {
  const known = new Set<string>(['']);
  const visit = (node: Json): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) {
      // Of a header's name, Node gives the small letters.
      known.add(String(node)).add(String(node).toLowerCase());
      return;
    }
    for (const [key, value] of Object.entries(node)) {
      known.add(key);
      known.add(key.toLowerCase());
      for (const segment of key.startsWith('/') ? key.split('/') : []) known.add(segment);
      visit(value);
    }
  };
  visit(document);
  return (value) => known.has(String(value));
}

/** A path that the document does not have, with an asterisk for all that the document's own paths do not say. */
export function tellPath(path: string, paths: Iterable<string>): string {
  const known = new Set([...paths].flatMap((one) => one.split('/')));
  return path
    .split('/')
    .map((segment) => (known.has(segment) ? segment : '*'))
    .join('/');
}
