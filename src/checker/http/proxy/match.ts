/** Finds the operation that a request is for, by the document's path templates. */
import type { Operation } from '../../../openapi/document.js';

export type Match =
  | { operation: Operation; params: Record<string, string> }
  /** The path is known, the method is not. */
  | { path: string }
  | undefined;

/** A template with fewer variables goes first: `/users/me` is not a user called "me". */
export function createMatcher(operations: readonly Operation[]): (method: string, path: string) => Match {
  const templates = [...new Set(operations.map(({ path }) => path))]
    .map((path) => ({ path, ...compile(path) }))
    .sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    for (const { path: template, pattern, names } of templates) {
      const found = pattern.exec(path);
      if (!found) continue;
      const operation = operations.find((one) => one.path === template && one.method === method);
      if (!operation) return { path: template };
      const params = names.map((name, index): [string, string] => [name, decode(found[index + 1] ?? '')]);
      return { operation, params: Object.fromEntries(params) };
    }
    return undefined;
  };
}

function compile(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path.split(/(\{[^}]+\})/).map((piece) => {
    if (!/^\{.+\}$/.test(piece)) return piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    names.push(piece.slice(1, -1));
    return '([^/]+)';
  });
  return { pattern: new RegExp(`^${source.join('')}$`), names };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
