/**
 * Matches request paths with path templates. A variable may be a part of a segment, as in `/Users('{id}')`, which
 * server routers do not support.
 */
import { decodePercent } from './pointer.js';

/** The values of the variables, still escaped: `decodePercent` decodes them. */
export type Params = Record<string, string>;

export type Match<Route> =
  | { route: Route; params: Params }
  /** The path is known and the method is not. `path` is its template. */
  | { path: string; allowed: string[] }
  | undefined;

interface Template<Route> {
  path: string;
  pattern: RegExp;
  names: string[];
  /** By method, in capitals. */
  routes: Map<string, Route>;
}

/**
 * Compares decoded paths: `%C3%B6` is `ö`; only an encoded slash stays encoded. Templates with fewer variables go
 * first, so that `/users/me` is no user named "me".
 */
export function createMatcher<Route extends { method: string; path: string }>(
  routes: Iterable<Route>,
): (method: string, path: string) => Match<Route> {
  const byPath = new Map<string, Template<Route>>();
  for (const route of routes) {
    const template = byPath.get(route.path) ?? { path: route.path, ...compile(route.path), routes: new Map() };
    byPath.set(route.path, template);
    if (!template.routes.has(route.method)) template.routes.set(route.method, route);
  }
  const templates = [...byPath.values()].sort((one, other) => one.names.length - other.names.length);
  // Most paths have no variable: a map finds them.
  const fixed = new Map(templates.filter(({ names }) => names.length === 0).map((one) => [plain(one.path), one]));
  const variable = templates.filter(({ names }) => names.length > 0);

  return (method, path) => {
    const exact = fixed.get(plain(path));
    const found: { template: Template<Route>; values: readonly string[] }[] = exact
      ? [{ template: exact, values: [] }]
      : [];
    for (const template of exact?.routes.has(method) ? [] : variable) {
      const [, ...values] = template.pattern.exec(path) ?? [''];
      if (values.length > 0) found.push({ template, values });
    }
    const [first] = found;
    if (!first) return undefined;
    for (const { template, values } of found) {
      const route = template.routes.get(method);
      if (!route) continue;
      const params = template.names.map((name, index): [string, string] => [name, values[index] ?? '']);
      return { route, params: Object.fromEntries(params) };
    }
    const allowed = new Set(found.flatMap(({ template }) => [...template.routes.keys()]));
    return { path: first.template.path, allowed: [...allowed] };
  };
}

function compile(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path.split(/(\{[^}]+\})/).map((piece) => {
    if (!/^\{.+\}$/.test(piece)) return [...plain(piece)].map(writtenAnyhow).join('');
    names.push(piece.slice(1, -1));
    return '([^/]+)';
  });
  return { pattern: new RegExp(`^${source.join('')}$`), names };
}

/** A character, or its escape in either case. */
function writtenAnyhow(letter: string): string {
  const literal = letter.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);
  if (letter === '/') return literal;
  const bytes = [...new TextEncoder().encode(letter)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return `(?:${literal}|${bytes.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
}

/** Decodes every escape but that of a slash or a percent sign. */
const plain = (path: string): string =>
  path.replaceAll(/(?:%(?!2f|25)[0-9a-f]{2})+/gi, (escapes) => decodePercent(escapes));
