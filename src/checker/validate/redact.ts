/** Keeps people out of reports: a member name that the document does not know may be somebody's handle. */
import { isObject, escapeToken, unescapeToken, type Json } from '../../openapi/document.js';
import type { Mismatch } from './explain.js';

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

/** The member that this project itself adds where the document allows none. */
export const addedMember = 'kyc_contracts_unknown';

/** Of a list; a longer number may be somebody's. */
const isIndex = (token: string): boolean => /^\d{1,6}$/.test(token);

/** The mismatch's pointer with an asterisk for each member name that is data rather than contract. */
export function redactPointer({ pointer }: Pick<Mismatch, 'pointer'>, known: ReadonlySet<string>): string {
  const tokens = pointer.split('/').slice(1).map(unescapeToken);
  return tokens
    .map((token) => (known.has(token) || token === addedMember || isIndex(token) ? token : '*'))
    .map((token) => `/${escapeToken(token)}`)
    .join('');
}
