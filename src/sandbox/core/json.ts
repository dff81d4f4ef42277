/** Parses the JSON of a request. */

/** Levels. No document needs more than ten. The bound protects recursive code from a stack overflow. */
const defaultDepth = 64;

export type ParsedJson =
  | { readonly value: unknown }
  | { readonly error: 'charset' | 'parse' | 'depth'; readonly message: string };

export function parseJson(bytes: Uint8Array, maxDepth = defaultDepth): ParsedJson {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { error: 'charset', message: 'must be UTF-8' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { error: 'parse', message: 'must be JSON' };
  }
  if (!tame(value, maxDepth)) return { error: 'depth', message: `must not be nested deeper than ${maxDepth} levels` };
  return { value };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @returns undefined for bytes that are not UTF-8. A byte order mark at the start is left out. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Removes members with the name `__proto__`, which would set the prototype in code that copies members.
 * @returns false for a value that is nested too deep
 */
function tame(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Object.hasOwn(value, '__proto__')) delete (value as { __proto__?: unknown }).__proto__;
  return Object.values(value).every((member) => tame(member, levels - 1));
}
