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

/** What stands before, between and after the variables of a segment; all are sticky, and the last ends the segment. */
type Segment = readonly RegExp[];

interface Template<Route> {
  path: string;
  segments: Segment[];
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
    const texts = path.split('/');
    for (const template of exact?.routes.has(method) ? [] : variable) {
      const values = matchSegments(template.segments, texts);
      if (values) found.push({ template, values });
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

function compile(path: string): { segments: Segment[]; names: string[] } {
  const names: string[] = [];
  const segments = path.split(/\/(?![^{}]*\})/).map((segment) => {
    const pieces = segment.split(/\{([^}]+)\}/);
    names.push(...pieces.filter((_, index) => index % 2 === 1));
    const literals = pieces.filter((_, index) => index % 2 === 0);
    return literals.map((literal, index) => {
      const source = [...plain(literal)].map(writtenAnyhow).join('');
      return new RegExp(index === literals.length - 1 ? `${source}$` : source, 'y');
    });
  });
  return { segments, names };
}

function matchSegments(segments: readonly Segment[], texts: readonly string[]): string[] | undefined {
  if (segments.length !== texts.length) return undefined;
  const values: string[] = [];
  return segments.every((segment, index) => matchSegment(segment, texts[index]!, values)) ? values : undefined;
}

/**
 * Adds the values of a segment's variables, of which the first take the most. It looks for the last place of each literal,
 * from the end: a regular expression would try all places of one for each of the other.
 */
function matchSegment(literals: Segment, text: string, values: string[]): boolean {
  const before = values.length;
  let end = text.length + 1;
  for (let index = literals.length - 1; index >= 0; index--) {
    const literal = literals[index]!;
    let start = index === 0 ? 0 : end - 1;
    while (start >= 0 && endOf(literal, text, start) >= end) start -= 1;
    if (start < 0) return false;
    if (index < literals.length - 1) values.splice(before, 0, text.slice(literal.lastIndex, end));
    end = start;
  }
  return true;
}

/** Where a literal that begins at `start` ends; infinite where it does not begin there. */
function endOf(literal: RegExp, text: string, start: number): number {
  literal.lastIndex = start;
  return literal.test(text) ? literal.lastIndex : Infinity;
}

/** A character, or its escape in either case. */
function writtenAnyhow(letter: string): string {
  const literal = letter.replace(/[\\^$.*+?()[\]{}|]/, String.raw`\$&`);
  const bytes = [...new TextEncoder().encode(letter)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return `(?:${literal}|${bytes.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
}

/** Decodes every escape but that of a slash or a percent sign. */
const plain = (path: string): string =>
  path.includes('%') ? path.replaceAll(/(?:%(?!2f|25)[0-9a-f]{2})+/gi, (escapes) => decodePercent(escapes)) : path;
