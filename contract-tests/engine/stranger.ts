/** Tells when a target is not what the document is of: better said once than in each of its operations. */
import type { Row } from './report.js';

/** What a server says of a path that it does not know, or a web site of any. */
const unknownThere = /\bgot (404|405|501)\b|\bgot text\/html\b/;

/** One sentence, or undefined where something is known there. */
export function strangerIn(rows: readonly Row[]): string | undefined {
  const tried = rows.filter(({ phase, outcome }) => phase === 'transactions' && outcome !== 'skipped');
  // Who knows nothing fulfils what asks for just that.
  const telling = tried.filter(({ status }) => ![404, 405, 501].includes(Number(status)));
  const isStrange = ({ outcome, violations }: Row) =>
    outcome === 'failed' && violations.some(({ message }) => unknownThere.test(message));
  if (telling.length === 0 || !telling.every(isStrange)) return undefined;
  const operations = new Set(tried.map(({ operationId }) => operationId)).size;
  return `this looks like another API: nothing of ${operations} operations is known there; is --url right?`;
}
