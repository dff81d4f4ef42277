/**
 * The contract check: plans every documented response, has Dredd exercise what can be exercised, judges each real
 * response against the document, and counts at the end whether everything that was planned was judged.
 */
import { CliError } from '../../scripts/cli-error.js';
import { judgeAlternative } from './alternative.js';
import type { Credentials } from './credentials.js';
import { type JsonObject, operationsOf } from './document.js';
import { runDredd, type DreddSummary } from './dredd.js';
import type { ReceivedResponse } from './exchange.js';
import { openGateway } from './gateway.js';
import { judgeResponse, prepareJudge, responseFor, type Judge, type Violation } from './judge.js';
import { isSuccess, planCases, type Case } from './plan.js';
import { probeTarget } from './prefer.js';
import type { Recipes } from './recipe.js';
import { propertyNames } from './redact.js';
import type { Row } from './report.js';
import { createResponseValidator } from './validator.js';

export interface CheckOptions {
  /** Bundled OpenAPI 3.0 or 3.1 document. */
  document: JsonObject;
  /** Base URL of the implementation; paths of the document are appended. */
  url: URL;
  recipes: Recipes;
  credentials: Credentials;
  /** Whether the target honours `Prefer`; found out by a probe when undefined. */
  honoursPrefer?: boolean;
  /** Seconds that one exchange may take. */
  timeout: number;
  /** Bytes that a response body may have. */
  maxBodySize: number;
  signal?: AbortSignal;
}

/**
 * One row a case, in the document's order; a row of phase `guard` for whatever makes the run prove nothing.
 * @throws {CliError} exit code 3 when the target cannot be reached or never answers, 2 when the document is unusable.
 */
export async function checkContract(options: CheckOptions): Promise<Row[]> {
  const { document } = options;
  const operations = operationsOf(document);
  const judge: Judge = {
    document,
    validator: createResponseValidator(document),
    propertyNames: propertyNames(document),
  };
  prepareJudge(
    judge,
    operations.flatMap(({ responses }) => [...responses.values()]),
  );
  const gateway = await openGateway({ ...options, target: options.url });
  try {
    const honoursPrefer = options.honoursPrefer ?? (await probe(gateway, operations));
    const cases = planCases(document, operations, { ...options, honoursPrefer });
    const rows = cases.map(notExercised);
    const summary = await runDredd({
      endpoint: gateway.url,
      cases,
      judge: (index) => {
        const planned = cases[index] as Case;
        const exchange = gateway.exchangeOf(String(index));
        if (!exchange) return false;
        const row =
          'failure' in exchange
            ? failed(planned, [{ kind: 'transport', pointer: '', message: exchange.failure.message, clause: '' }])
            : judgeCase(judge, planned, exchange.response);
        rows[index] = row;
        return row.outcome !== 'failed';
      },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return [...settle(cases, rows), ...guard(cases, rows, summary, options.signal)];
  } finally {
    await gateway.close();
  }
}

async function probe(...[gateway, operations]: Parameters<typeof probeTarget>): Promise<boolean> {
  const found = await probeTarget(gateway, operations);
  if ('failure' in found) throw new CliError(`${found.failure.message}: is it running, and is --url right?`, 3);
  return found.honoursPrefer;
}

const rowOf = ({ operation, status, example }: Case): Omit<Row, 'outcome' | 'violations'> => ({
  operationId: operation.operationId,
  method: operation.method,
  path: operation.path,
  status: /^\d+$/.test(status) ? Number(status) : status,
  example,
  phase: 'transactions',
});

const failed = (planned: Case, violations: Violation[]): Row => ({ ...rowOf(planned), outcome: 'failed', violations });

function notExercised(planned: Case): Row {
  const reason = 'reason' in planned.attempt ? planned.attempt.reason : 'the run ended before this case';
  return { ...rowOf(planned), outcome: 'skipped', violations: [], reason };
}

function judgeCase(judge: Judge, planned: Case, actual: ReceivedResponse): Row {
  const { operation, addressed, status } = planned;
  const found = responseFor(operation.responses, actual.status);
  if (!found || (found[0] !== status && (addressed || !isSuccess(String(actual.status))))) {
    const documented = found ? `which is documented as another case` : 'which is not documented';
    return failed(planned, [
      {
        kind: 'status',
        pointer: '',
        message: `expected ${status}, got ${actual.status}, ${documented}`,
        clause: planned.response.pointer,
      },
    ]);
  }

  const judgement = judgeResponse(judge, found[1], operation.method, actual);
  const violations = [...judgement.violations];
  const isFailure = actual.status >= 400;
  if (violations.length === 0 && addressed && isFailure && judgement.schema && planned.value !== undefined) {
    violations.push(...judgeAlternative(judge, judgement.schema, planned.value, judgement.body ?? null));
  }
  if (violations.length > 0) return failed({ ...planned, status: found[0] }, violations);

  const isOther = judgement.mediaType !== undefined && judgement.mediaType !== planned.mediaType;
  if (isOther && planned.example !== null) {
    return { ...notExercised(planned), reason: `it answered with ${judgement.mediaType}, which is documented too` };
  }
  const row: Row = { ...rowOf(planned), outcome: 'passed', violations: [] };
  if (found[0] !== status) return { ...row, ...otherSuccess(found[0]) };
  return judgement.unjudged ? { ...row, reason: `only status and headers were judged: ${judgement.unjudged}` } : row;
}

/** A plain request may lawfully end in another documented success than the one it was planned for. */
const otherSuccess = (status: string): Partial<Row> => ({
  status: /^\d+$/.test(status) ? Number(status) : status,
  example: null,
  reason: 'the answer to the plain request',
});

/** Where a case ended in another documented success, that one was exercised and the planned one was not. */
function settle(cases: readonly Case[], rows: readonly Row[]): Row[] {
  const settled = [...rows];
  for (const [index, row] of rows.entries()) {
    const planned = cases[index] as Case;
    if (row.outcome !== 'passed' || String(row.status) === planned.status) continue;
    const twin = rows.findIndex(
      (other) => other.operationId === row.operationId && other.status === row.status && other !== row,
    );
    if (twin >= 0) settled[twin] = row;
    settled[index] = { ...notExercised(planned), reason: `the plain request was answered with ${row.status}` };
  }
  return settled;
}

function guard(cases: readonly Case[], rows: readonly Row[], summary: DreddSummary, signal?: AbortSignal): Row[] {
  const problems = [...summary.problems];
  const attempts = cases.flatMap((planned, index) => ('request' in planned.attempt ? [index] : []));
  const unjudged = attempts.filter((index) => !summary.judged.has(index));
  const exercised = rows.filter((row) => row.outcome !== 'skipped').length;
  if (signal?.aborted) problems.push('the run was interrupted: this report is partial');
  else if (unjudged.length > 0) {
    problems.push(`${attempts.length} cases were to be exercised, ${attempts.length - unjudged.length} were judged`);
  }
  const failures = rows.filter((row) => row.outcome === 'failed').length;
  if (summary.stats.failures + summary.stats.errors !== failures) {
    problems.push(`Dredd counts ${summary.stats.failures + summary.stats.errors} failures, the judge ${failures}`);
  }
  if (exercised === 0) problems.push('nothing was exercised, so nothing is proven');
  return problems.map((message) => ({
    operationId: '-',
    method: '-',
    path: '-',
    status: '-',
    example: null,
    phase: 'guard',
    outcome: 'failed',
    violations: [{ kind: 'guard', pointer: '', message, clause: '' }],
  }));
}
