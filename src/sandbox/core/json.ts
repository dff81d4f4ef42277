/** Reads JSON of a request. */

/** Levels. No document has more than ten; what walks a body recursively stays far from the stack's end. */
const maxDepth = 64;

export type ParsedJson =
  | { readonly value: unknown }
  | { readonly error: 'charset' | 'parse' | 'depth'; readonly message: string };

export function parseJson(bytes: Uint8Array): ParsedJson {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { error: 'charset', message: 'must be UTF-8' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { error: 'parse', message: 'must be JSON' };
  }
  if (!tame(value)) return { error: 'depth', message: `must not be nested deeper than ${maxDepth} levels` };
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
 * Takes out what is called `__proto__`, which code that copies member by member would take for an order. Level by level:
 * a recursion would itself be what a deeply nested body brings down.
 * @returns false where it is nested too deep
 */
function tame(root: unknown): boolean {
  let level = [root].filter(isContainer);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= maxDepth) return false;
    for (const node of level) if (Object.hasOwn(node, '__proto__')) delete (node as { __proto__?: unknown }).__proto__;
    level = level.flatMap((node) => Object.values(node).filter(isContainer));
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
