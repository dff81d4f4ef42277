/** Tells when a target is not what the document is of: better said once than in each of its operations. */
import type { CaseResult, RunError } from './report.js';
import type { ViolationCode } from './validate/violation-codes.js';

/** What a server answers for a path that it does not know, and a web site for any. */
const foreign: ReadonlySet<ViolationCode> = new Set<ViolationCode>([
  'status-unknown-path',
  'status-redirect',
  'status-web-page',
  'content-type-web-page',
]);

/** Empty where the target knows one of the operations. */
export function detectWrongTarget(rows: readonly CaseResult[]): RunError[] {
  const tried = rows.filter(({ phase, outcome }) => phase === 'examples' && outcome !== 'skipped');
  // Ignore cases that expect 404, 405 or 501, and cases that failed before their request was sent.
  const telling = tried.filter(
    ({ status, violations }) => ![404, 405, 501].includes(Number(status)) && violations[0]?.kind !== 'state',
  );
  const isForeign = ({ violations }: CaseResult) => violations.some(({ code }) => foreign.has(code));
  if (telling.length === 0 || !telling.every(isForeign)) return [];
  const operations = new Set(tried.map(({ operationId }) => operationId)).size;
  const none = operations === 1 ? 'the only operation is not' : `nothing of ${operations} operations is`;
  return [{ code: 'wrong-target', message: `this looks like another API: ${none} known there; is --url right?` }];
}
