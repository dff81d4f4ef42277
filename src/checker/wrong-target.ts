/** Tells when a target is not what the document is of: better said once than in each of its operations. */
import type { Row } from './report.js';

/** What a server says of a path that it does not know, and a web site of any. */
const strange = /\bgot (404|405|501)\b|\bgot text\/html\b|\(it (is a web page|redirects to )/;

/** One sentence, or undefined where something is known there. */
export function detectWrongTarget(rows: readonly Row[]): string | undefined {
  const tried = rows.filter(({ phase, outcome }) => phase === 'examples' && outcome !== 'skipped');
  // Who knows nothing fulfils what asks for just that; and what stopped before its request tells nothing of it.
  const telling = tried.filter(
    ({ status, violations }) => ![404, 405, 501].includes(Number(status)) && violations[0]?.kind !== 'state',
  );
  const isStrange = ({ violations }: Row) => violations.some(({ message }) => strange.test(message));
  if (telling.length === 0 || !telling.every(isStrange)) return undefined;
  const operations = new Set(tried.map(({ operationId }) => operationId)).size;
  const none = operations === 1 ? 'the only operation is not' : `nothing of ${operations} operations is`;
  return `this looks like another API: ${none} known there; is --url right?`;
}
