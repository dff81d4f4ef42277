/** JSON Pointer (RFC 6901), as OpenAPI's `$ref` uses it after the `#`. */
import { isReference } from './openapi.js';
import { ownMember } from './own.js';

/** `['a/b', 'c']` → `/a~1b/c` */
export function toPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** `/a~1b/c` → `['a/b', 'c']`; decodes percent-encoding first, which a URI fragment may have (RFC 6901, 6). */
export function fromPointer(pointer: string): string[] {
  return decodePercent(pointer).split('/').slice(1).map(unescapeToken);
}

export function escapeToken(token: string | number): string {
  const text = String(token);
  return /[~/]/.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text;
}

export function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** Decodes a URI fragment. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % is a legal key, if an unwise one
  }
}

/** The value at a pointer, or undefined. */
export function lookUp(root: unknown, pointer: string): unknown {
  let node = root;
  for (const token of fromPointer(pointer)) node = child(node, token);
  return node;
}

/** A member of a node; only own keys, so that `#/constructor` finds nothing. */
export function child(node: unknown, token: string): unknown {
  return typeof node === 'object' && node !== null ? ownMember(node as Record<string, unknown>, token) : undefined;
}

/** Follows internal references to a node and its pointer. Any other node is returned as it is. */
export function dereference<T>(root: object, node: T | { $ref: string }, pointer = ''): { node: T; pointer: string } {
  let at = { node: node as unknown, pointer };
  for (let hops = 0; isReference(at.node); hops++) {
    if (hops > 100) throw new Error(`${pointer}: the references lead in a circle`);
    const target = at.node.$ref.replace(/^#/, '');
    at = { node: lookUp(root, target), pointer: target };
  }
  return at as { node: T; pointer: string };
}
