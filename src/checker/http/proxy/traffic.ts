/**
 * Collects the verdicts of traffic, each once with the number of its exchanges. It keeps no body and no value, and
 * bounds the number of verdicts, so that it can run for days.
 */
import type { Operation } from '../../../openapi/document.js';
import { toStatus, type CaseResult, type RunError } from '../../report.js';

/**
 * Bounds the different verdicts and unknown paths. Beyond it, only the first verdict of a status of an operation is
 * kept.
 */
const limit = 2_000;

export type Verdict = Omit<CaseResult, 'phase' | 'times' | 'example'>;

export class Traffic {
  readonly #results = new Map<string, CaseResult>();
  /** The operation and status of each kept exchange. */
  readonly #shown = new Set<string>();
  #failedBeyond = 0;
  #otherBeyond = 0;
  /** Run errors while watching, once each. */
  readonly #errors = new Map<string, RunError>();

  /** @param curl called once, for the first exchange with this verdict */
  async add(verdict: Verdict, curl?: () => Promise<string>): Promise<void> {
    const key = keyOf(verdict);
    const known = this.#results.get(key);
    if (known) {
      known.times = (known.times ?? 0) + 1;
      return;
    }
    const { operationId, status, outcome } = verdict;
    const shown = JSON.stringify([operationId, status]);
    const isNew = outcome !== 'skipped' && !this.#shown.has(shown);
    if (this.#results.size >= limit && !isNew) return this.#overflow(verdict);
    if (isNew) this.#shown.add(shown);
    const result: CaseResult = { ...verdict, example: null, phase: 'traffic', times: 1 };
    this.#results.set(key, result);
    if (curl && verdict.violations.length > 0) result.curl = await curl();
  }

  /** Counts a verdict beyond the bound; a failure among them still fails the run. */
  #overflow({ outcome }: Verdict): void {
    if (outcome === 'failed') this.#failedBeyond += 1;
    else this.#otherBeyond += 1;
  }

  /** Records an error of the proxy itself. The traffic goes on, and the report fails. */
  fail(message: string): void {
    this.#errors.set(message, { code: 'proxy', message });
  }

  errors(): RunError[] {
    const message = onlyCounted(this.#failedBeyond, 'failed exchanges');
    return [...this.#errors.values(), ...(this.#failedBeyond > 0 ? [{ code: 'proxy' as const, message }] : [])];
  }

  warnings(): string[] {
    return this.#otherBeyond > 0 ? [onlyCounted(this.#otherBeyond, 'exchanges that did not fail')] : [];
  }

  /** The results in the document's order, with a skipped one for each response that no exchange had. */
  results(operations: readonly Operation[]): CaseResult[] {
    const results = [...this.#results.values()];
    const documented = operations.flatMap((operation) => {
      const own = results.filter((result) => result.operationId === operation.operationId);
      const shown = new Set(own.filter(({ outcome }) => outcome !== 'skipped').map((result) => String(result.status)));
      const missing = [...operation.responses.keys()].filter((status) => !shown.has(status));
      return [...own, ...missing.map((status) => notShown(operation, status))];
    });
    return [...documented, ...results.filter((result) => !documented.includes(result))];
  }
}

const onlyCounted = (count: number, what: string): string =>
  `more than ${limit} different verdicts: ${count} ${what} more were only counted`;

const notShown = ({ operationId, method, path }: Operation, status: string): CaseResult => ({
  operationId,
  method,
  path,
  status: toStatus(status),
  example: null,
  phase: 'traffic',
  outcome: 'skipped',
  violations: [],
  reason: 'no traffic showed it',
});

function keyOf({ operationId, method, path, status, outcome, violations, reason }: Verdict): string {
  const broken = violations.map(({ code, pointer, message, clause }) => [
    code,
    pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'),
    message,
    clause,
  ]);
  return JSON.stringify([operationId, method, path, status, outcome, broken, reason]);
}
