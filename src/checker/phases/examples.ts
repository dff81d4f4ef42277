/**
 * The first phase: every documented response and every named example of it. Dredd drives the cases, the judge holds
 * each real response against the document.
 */
import { callsOf, refusalOf } from '../recipes/calls.js';
import { escapeToken, type Operation } from '../../openapi/document.js';
import { redirectHint } from '../elsewhere.js';
import { validateAlternative } from '../validate/alternative.js';
import { DriverFailed, openDirect, type OpenDriver } from '../drivers/driver.js';
import { openDredd } from '../drivers/dredd.js';
import type { Exchange, Failure, ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { checkSendable } from '../http/gateway.js';
import {
  validateResponse,
  responseFor,
  type ResponseValidator,
  type ValidationResult,
  type Violation,
} from '../validate/response.js';
import type { ViolationCode } from '../validate/violation-codes.js';
import { essenceOf } from '../../openapi/media-type.js';
import { findLeaks } from '../validate/leak.js';
import { isSuccess, planCases, type Case } from '../plan.js';
import type { Planned } from '../planned.js';
import type { CaseResult, RunError } from '../report.js';
import type { PhaseResult, Phase, Run } from '../run.js';
import { CaseContext } from '../case-context.js';
import { selects } from '../selection.js';

export const examples: Phase = { name: 'examples', plan: planExamples, run: runExamples };

function planExamples(run: Run): Planned[] {
  return wantedCases(run).map((planned) => {
    const { attempt, operation } = planned;
    if ('reason' in attempt) return { ...rowOf(planned), reason: attempt.reason, calls: [] };
    return { ...rowOf(planned), calls: callsOf(run, operation, attempt) };
  });
}

function wantedCases(run: Run): Case[] {
  const { selection } = run;
  const wanted = planCases(run).filter((planned) => selects(selection, { phase: 'examples', ...planned }));
  return wanted.map((planned) => {
    if ('reason' in planned.attempt) return planned;
    const reason = refusalOf(run, callsOf(run, planned.operation, planned.attempt));
    return reason === undefined ? planned : { ...planned, attempt: { reason } };
  });
}

async function runExamples(run: Run): Promise<PhaseResult> {
  const cases = wantedCases(run);
  const rows: CaseResult[] = [];
  const errors: RunError[] = [];
  const driver = await opened(run.driver)(cases.map(notExercised), run.gateway);
  let isBroken = false;
  try {
    for (const [index, planned] of cases.entries()) {
      run.progress?.('examples', index, cases.length);
      let row = notExercised(planned);
      if (run.bail.reason !== undefined) row = { ...row, reason: run.bail.reason };
      else if (!run.signal?.aborted && !isBroken) {
        try {
          const isTaken = (await driver.begin?.(index)) ?? true;
          if (isTaken) row = await runCase(run, planned, (request) => driver.send(index, request));
          else row = { ...row, reason: 'Dredd leaves it out' };
        } catch (error) {
          isBroken = error instanceof DriverFailed;
          const { message } = error as Error;
          errors.push({ code: 'driver', message: isBroken ? message : `a case could not be run: ${message}` });
        }
      }
      driver.end?.(index, row);
      run.bail.observe(row);
      rows.push(row);
    }
  } finally {
    errors.push(...(await driver.close()).problems.map((message): RunError => ({ code: 'driver', message })));
  }
  return { cases: settle(cases, rows), errors };
}

function opened(driver: Run['driver']): OpenDriver {
  if (typeof driver === 'function') return driver;
  return driver === 'direct' ? openDirect : openDredd;
}

async function runCase(
  run: Run,
  planned: Case,
  send: (request: SentRequest) => Promise<Exchange>,
): Promise<CaseResult> {
  const { attempt, operation } = planned;
  if ('reason' in attempt) return notExercised(planned);
  const caseContext = new CaseContext(run);
  const reached = await caseContext.reach(operation, attempt);
  if ('violation' in reached) return failed(planned, [reached.violation]);
  if (!('request' in reached)) return { ...notExercised(planned), reason: reached.reason };
  const { request } = reached;
  // Dredd throws on a request that HTTP cannot hold.
  const unsendable = checkSendable(request);
  if (unsendable) return failed(planned, [transportViolation(unsendable)]);
  const exchange = await send(request);
  let row =
    'failure' in exchange
      ? failed(planned, [transportViolation(exchange.failure)])
      : validateCase(run.responseValidator, planned, request, exchange.response);
  if (row.outcome === 'passed' && 'response' in exchange && 'given' in attempt) {
    const missed = await caseContext.confirm(exchange.response, attempt);
    if (missed.length > 0) row = failed(planned, missed);
  }
  return row.violations.length > 0 ? { ...row, curl: await caseContext.repeat(request) } : row;
}

export const transportViolation = ({ kind, message }: Failure): Violation => ({
  code: kind === 'too large' ? 'transport-too-large' : `transport-${kind}`,
  kind: 'transport',
  pointer: '',
  message,
  clause: '',
});

const rowOf = ({ operation, status, example }: Case): Omit<CaseResult, 'outcome' | 'violations'> => ({
  operationId: operation.operationId,
  method: operation.method,
  path: operation.path,
  status: /^\d+$/.test(status) ? Number(status) : status,
  example,
  phase: 'examples',
});

const failed = (planned: Case, violations: Violation[]): CaseResult => ({
  ...rowOf(planned),
  outcome: 'failed',
  violations,
});

function notExercised(planned: Case): CaseResult {
  const reason = 'reason' in planned.attempt ? planned.attempt.reason : 'the run ended before this case';
  return { ...rowOf(planned), outcome: 'skipped', violations: [], reason };
}

function validateCase(
  responseValidator: ResponseValidator,
  planned: Case,
  sent: SentRequest,
  actual: ReceivedResponse,
): CaseResult {
  const { operation, addressed, exact, status } = planned;
  const found = responseFor(operation.responses, actual.status);
  // Of a made request nobody said that it succeeds: a documented refusal is a lawful answer to it.
  const isRefusal = planned.made !== undefined && actual.status >= 400 && actual.status < 500;
  if (!found || (found[0] !== status && (addressed || !(isSuccess(String(actual.status)) || isRefusal)))) {
    const documented = found ? `which is documented as another case` : 'which is not documented';
    return failed(planned, [
      {
        code: statusCode(actual, found !== undefined),
        kind: 'status',
        pointer: '',
        message: `expected ${status}, got ${actual.status}, ${documented}${redirectHint(actual)}`,
        // What is not documented at all breaks the list of responses, whatever the expected one rests on.
        clause: found ? planned.response.pointer : responsesOf(operation),
      },
    ]);
  }

  const validation = validateResponse(responseValidator, found[1], operation.method, actual);
  const leaks = findLeaks(responseValidator.document, sent, actual, responseValidator.propertyNames);
  const related = responseValidator.relations?.judge(operation, sent, actual) ?? [];
  const violations = [...validation.violations, ...leaks, ...related];
  const mustBeThis = addressed && (exact || actual.status >= 400);
  if (violations.length === 0 && mustBeThis && validation.schema && planned.value !== undefined) {
    violations.push(
      ...validateAlternative(responseValidator, validation.schema, planned.value, validation.body ?? null),
    );
  }
  if (violations.length > 0) return failed({ ...planned, status: found[0] }, violations);

  const isOther = validation.mediaType !== undefined && validation.mediaType !== planned.mediaType;
  if (isOther && planned.example !== null) {
    // A recipe has brought about just this one; elsewhere the implementation may choose.
    if (planned.exact) return failed(planned, [otherType(planned, validation)]);
    return { ...notExercised(planned), reason: `it answered with ${validation.mediaType}, which is documented too` };
  }
  const row: CaseResult = { ...rowOf(planned), outcome: 'passed', violations: [] };
  if (found[0] !== status) return { ...row, ...otherSuccess(found[0]) };
  if (planned.made && !validation.unjudged) {
    return { ...row, reason: `${planned.made.join(' and ')} of the request was made from the schema` };
  }
  return validation.unjudged ? { ...row, reason: `only status and headers were judged: ${validation.unjudged}` } : row;
}

/** What the target seems to be that answers with a status which is not expected. */
export function statusCode({ status, headers }: ReceivedResponse, isDocumented: boolean): ViolationCode {
  if (status === 404 || status === 405 || status === 501) return 'status-unknown-path';
  if (status >= 300 && status < 400 && headers.location !== undefined) return 'status-redirect';
  if (essenceOf(headers['content-type']?.[0] ?? '') === 'text/html') return 'status-web-page';
  return isDocumented ? 'status-unexpected' : 'status-undocumented';
}

export const responsesOf = ({ path, method }: Operation): string =>
  `/paths/${escapeToken(path)}/${method.toLowerCase()}/responses`;

const otherType = ({ mediaType, response }: Case, validation: ValidationResult): Violation => ({
  code: 'content-type-unexpected',
  kind: 'content-type',
  pointer: 'Content-Type',
  message: `expected ${mediaType}, got ${validation.mediaType}, which is documented as another case`,
  clause: `${response.pointer}/content`,
});

/** A plain request may lawfully end in another documented success than the one it was planned for. */
const otherSuccess = (status: string): Partial<CaseResult> => ({
  status: /^\d+$/.test(status) ? Number(status) : status,
  example: null,
  reason: 'the answer to the plain request',
});

/** Where a case ended in another documented success, that one was exercised and the planned one was not. */
function settle(cases: readonly Case[], rows: readonly CaseResult[]): CaseResult[] {
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
