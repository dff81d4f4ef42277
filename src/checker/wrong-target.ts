/** Detects a target of another API, to report it once and not for each operation. */
import { isObject, type JsonObject } from '../openapi/document.js';
import { ownMember } from '../openapi/own.js';
import type { CaseResult, RunError } from './report.js';
import type { ViolationCode } from './validate/violation-codes.js';

/** The statuses of unknown paths, and of web sites for any path. */
const foreign: ReadonlySet<ViolationCode> = new Set<ViolationCode>([
  'status-unknown-path',
  'status-redirect',
  'status-web-page',
  'content-type-web-page',
]);

/** The run errors; empty where the target knows one of the operations. */
export function detectWrongTarget(results: readonly CaseResult[], document: JsonObject, url: URL): RunError[] {
  const tried = results.filter(({ phase, outcome }) => phase === 'examples' && outcome !== 'skipped');
  // Ignore cases that expect 404, 405 or 501, and cases that failed before their request was sent.
  const telling = tried.filter(
    ({ status, violations }) => ![404, 405, 501].includes(Number(status)) && violations[0]?.kind !== 'state',
  );
  const isForeign = ({ violations }: CaseResult) => violations.some(({ code }) => foreign.has(code));
  if (telling.length === 0 || !telling.every(isForeign)) return [];
  const operations = new Set(tried.map(({ operationId }) => operationId)).size;
  const none = operations === 1 ? 'the only operation is not' : `nothing of ${operations} operations is`;
  return [
    { code: 'wrong-target', message: `this looks like another API: ${none} known there; ${advice(document, url)}` },
  ];
}

/** Names the base path of the document's servers, where `--url` has another. */
function advice({ servers }: JsonObject, url: URL): string {
  const base = withoutEnd(url.pathname);
  const paths = [...new Set((Array.isArray(servers) ? servers : []).filter(isObject).map(basePathOf))];
  const other = paths.filter((path) => path !== undefined && path !== base) as string[];
  if (other.length === 0 || paths.includes(base)) return 'is --url right?';
  const named = other.map((path) => path || '/').join(' or ');
  return `the document's servers have the base path ${named}: try --url ${url.origin}${other[0]}`;
}

/** The path of a server URL, with the defaults of its variables; undefined for an invalid URL. */
function basePathOf({ url, variables }: JsonObject): string | undefined {
  const defaults = isObject(variables) ? variables : {};
  const filled = String(url).replaceAll(/\{([^}]*)\}/g, (whole, name: string) => {
    const variable = ownMember(defaults, name);
    return isObject(variable) && variable.default !== undefined ? String(variable.default) : whole;
  });
  return URL.canParse(filled, 'http://localhost')
    ? withoutEnd(new URL(filled, 'http://localhost').pathname)
    : undefined;
}

const withoutEnd = (path: string): string => path.replace(/\/+$/, '');
