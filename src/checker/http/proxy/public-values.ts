/** Tells which values of traffic are public: only those that the document itself contains. */
import { isObject, type Json, type JsonObject } from '../../../openapi/document.js';
import type { IsPublic } from '../../reports/curl-body.js';

export function publicValues(document: JsonObject): IsPublic {
  const known = new Set<string>(['']);
  const visit = (node: Json): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) {
      // Node gives the names of headers in lower case.
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

/** An undocumented path, with an asterisk for each segment that no documented path has. */
export function tellPath(path: string, paths: Iterable<string>): string {
  const known = new Set([...paths].flatMap((one) => one.split('/')));
  return path
    .split('/')
    .map((segment) => (known.has(segment) ? segment : '*'))
    .join('/');
}
