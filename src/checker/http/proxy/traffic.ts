/**
 * What was seen of traffic: verdicts, each kept once with the number of exchanges that ended so. No body and no value
 * is kept, and the number of different verdicts is bounded, so that it can watch for days.
 */
import type { Operation } from '../../../openapi/document.js';
import { toStatus, type CaseResult, type RunError } from '../../report.js';

/** Different verdicts, and different unknown paths, that are kept; beyond it the first of each status of an operation is. */
const limit = 2_000;

export type Verdict = Omit<CaseResult, 'phase' | 'times' | 'example'>;

export class Traffic {
  readonly #results = new Map<string, CaseResult>();
  /** Each operation and status of an exchange that was kept. */
  readonly #shown = new Set<string>();
  #failedBeyond = 0;
  #otherBeyond = 0;
  /** Run errors that came up while watching, once each. */
  readonly #errors = new Map<string, RunError>();

  /** @param curl asked for once, with the first exchange that ended so. */
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

  /** A new kind of failure beyond the bound still fails. */
  #overflow({ outcome }: Verdict): void {
    if (outcome === 'failed') this.#failedBeyond += 1;
    else this.#otherBeyond += 1;
  }

  /** What the proxy itself failed at: it neither stops the traffic nor passes for green. */
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

  /** In the document's order, with a result for each documented response that no exchange showed. */
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
