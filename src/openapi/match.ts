/**
 * Finds what a path of a request belongs to, by path templates. A variable may be a part of a segment, such as in
 * `/Users('{id}')`, which routers for servers do not know.
 */
import { decodePercent } from './pointer.js';

/** Values of the variables as they were sent, escapes included: `decodePercent` undoes them. */
export type Params = Record<string, string>;

export type Match<Route> =
  | { route: Route; params: Params }
  /** The path is known, the method is not. `path` is its template. */
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
 * Paths are compared as the letters that they stand for: `%C3%B6` is `ö`, and `%27` an apostrophe. Only an encoded slash
 * stays what it is. A template with fewer variables goes first: `/users/me` is not a user called "me".
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
  // Most have no variable: those are found at once.
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

/** A letter, or its escape in either case. */
function writtenAnyhow(letter: string): string {
  const literal = letter.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);
  if (letter === '/') return literal;
  const bytes = [...new TextEncoder().encode(letter)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return `(?:${literal}|${bytes.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
}

/** With every escape undone that is not of a slash or of a percent sign. */
const plain = (path: string): string =>
  path.replaceAll(/(?:%(?!2f|25)[0-9a-f]{2})+/gi, (escapes) => decodePercent(escapes));
