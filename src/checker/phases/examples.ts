/** One case for every documented response and every named example of it. A driver sends them; each response is validated. */
import { callsOf, refusalOf } from '../recipes/calls.js';
import { namingOwnExamples } from '../validate/own-example.js';
import { validateAlternative } from '../validate/alternative.js';
import { DriverFailed, openDirect, type OpenDriver } from '../drivers/driver.js';
import { openDredd } from '../drivers/dredd.js';
import type { Exchange, ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { checkSendable } from '../http/gateway.js';
import {
  responseFor,
  validateResponse,
  violationOf,
  type ResponseValidator,
  type ValidationResult,
  type Violation,
} from '../validate/response.js';
import {
  redirectHint,
  responsesPointer,
  statusCode,
  transportViolation,
  validateAgainstRequest,
} from '../validate/exchange.js';
import { planCases, type Case, type CasePlan } from '../plan.js';
import { isSuccess, recordRefusals, stateRefusals } from '../status.js';
import type { Planned } from '../planned.js';
import { identify, outcomeOf, toStatus, type CaseIdentity, type CaseResult, type RunError } from '../report.js';
import { endedBefore, type Phase, type PhaseResult, type Run } from '../run.js';
import { CaseContext } from '../case-context.js';
import { selects } from '../selection.js';
import { ofShard } from '../shard.js';

export const examples: Phase = { name: 'examples', plan: planExamples, run: runExamples };

function planExamples(run: Run): Planned[] {
  return wantedCases(run).map((planned) => {
    const { casePlan, operation } = planned;
    if ('reason' in casePlan) return { ...identityOf(planned), reason: casePlan.reason, calls: [] };
    return { ...identityOf(planned), calls: callsOf(run, operation, casePlan) };
  });
}

function wantedCases(run: Run): Case[] {
  const { selection } = run;
  const wanted = planCases(run).filter((planned) => selects(selection, { phase: 'examples', ...planned }));
  const own = new Set(ofShard(run.shard, [...new Set(wanted.map(({ operation }) => operation))]));
  const ownCases = wanted.filter(({ operation }) => own.has(operation));
  return ownCases.map((planned) => {
    if ('reason' in planned.casePlan) return planned;
    const reason = refusalOf(run, callsOf(run, planned.operation, planned.casePlan));
    return reason === undefined ? planned : { ...planned, casePlan: { reason } };
  });
}

async function runExamples(run: Run, found: PhaseResult): Promise<void> {
  const { errors } = found;
  const cases = wantedCases(run);
  const results: CaseResult[] = [];
  // A shard may have none.
  if (cases.length === 0) return;
  const openDriver = openerOf(run.driver);
  const driver = await openDriver(cases.map(notExercised), run.gateway);
  let isBroken = false;
  try {
    for (const [index, planned] of cases.entries()) {
      run.progress?.('examples', index, cases.length);
      let result = notExercised(planned);
      if (run.bail.reason !== undefined) result = { ...result, reason: run.bail.reason };
      else if (!run.signal?.aborted && !isBroken) {
        try {
          const isTaken = (await driver.begin?.(index)) ?? true;
          if (isTaken) result = await runCase(run, planned, (request) => driver.send(index, request));
          else result = { ...result, reason: 'Dredd leaves it out' };
        } catch (error) {
          isBroken = error instanceof DriverFailed;
          const { message } = error as Error;
          errors.push({ code: 'driver', message: isBroken ? message : `a case could not be run: ${message}` });
        }
      }
      driver.end?.(index, result);
      run.bail.observe(result);
      results.push(result);
    }
  } finally {
    found.cases = moveOtherSuccesses(cases, results);
    errors.push(...(await driver.close()).problems.map((message): RunError => ({ code: 'driver', message })));
  }
}

function openerOf(driver: Run['driver']): OpenDriver {
  if (typeof driver === 'function') return driver;
  return driver === 'direct' ? openDirect : openDredd;
}

async function runCase(
  run: Run,
  planned: Case,
  send: (request: SentRequest) => Promise<Exchange>,
): Promise<CaseResult> {
  const { casePlan } = planned;
  if ('reason' in casePlan) return notExercised(planned);
  const caseContext = new CaseContext(run);
  try {
    return await sendCase(run, planned, casePlan, caseContext, send);
  } finally {
    await caseContext.release();
  }
}

async function sendCase(
  run: Run,
  planned: Case,
  casePlan: CasePlan,
  caseContext: CaseContext,
  send: (request: SentRequest) => Promise<Exchange>,
): Promise<CaseResult> {
  const { operation } = planned;
  const prepared = await caseContext.setUp(operation, casePlan);
  if ('violations' in prepared) return failed(planned, prepared.violations);
  if (!('request' in prepared)) return { ...notExercised(planned), reason: prepared.reason };
  const { request } = prepared;
  // Dredd throws on a request that HTTP cannot hold.
  const unsendable = checkSendable(request);
  if (unsendable) return failed(planned, [transportViolation(unsendable)]);
  const exchange = await send({ ...request, expects: planned.status });
  caseContext.record(operation, request, exchange);
  let result =
    'failure' in exchange
      ? failed(planned, [transportViolation(exchange.failure)])
      : validateCase(run.responseValidator, planned, request, exchange.response);
  if (result.outcome === 'passed' && 'response' in exchange) {
    const missed = await caseContext.confirm(operation, exchange.response, casePlan);
    if (missed.length > 0) result = failed(planned, missed);
  }
  return result.violations.length > 0 ? { ...result, curl: await caseContext.toCurl(request) } : result;
}

const identityOf = ({ operation, status, example }: Case): CaseIdentity =>
  identify(operation, { status, example, phase: 'examples' });

const failed = (planned: Case, violations: Violation[]): CaseResult => ({
  ...identityOf(planned),
  ...outcomeOf(violations),
});

function notExercised(planned: Case): CaseResult {
  const reason = 'reason' in planned.casePlan ? planned.casePlan.reason : endedBefore;
  return { ...identityOf(planned), ...outcomeOf(reason) };
}

function validateCase(
  responseValidator: ResponseValidator,
  planned: Case,
  sent: SentRequest,
  actual: ReceivedResponse,
): CaseResult {
  const { operation, expected, value } = planned;
  const documented = responseFor(operation.responses, actual.status);
  if (!documented && planned.made !== undefined && causedByValues.includes(actual.status))
    return {
      ...notExercised(planned),
      reason: `${planned.made.join(' and ')} of the request was made from the schema, and refused (${actual.status})`,
    };
  if (!documented || !isExpectedStatus(planned, documented[0], actual.status))
    return failed(planned, [otherStatus(planned, actual, documented !== undefined)]);

  const [status, response] = documented;
  const validation = validateResponse(responseValidator, response, operation.method, actual);
  const violations = [
    ...namingOwnExamples(responseValidator.document, response, validation),
    ...validateAgainstRequest(responseValidator, operation, sent, actual),
  ];
  const mustBeExample = expected === 'example' || (expected === 'status' && actual.status >= 400);
  if (violations.length === 0 && mustBeExample && validation.schema && value !== undefined)
    violations.push(...validateAlternative(responseValidator, validation.schema, value, validation.body ?? null));
  if (violations.length > 0) return failed({ ...planned, status }, violations);
  return resultOfValid(planned, status, validation);
}

/** RFC 9110, 15.5: refusals of values that no example has, or of the state that they find. */
const causedByValues: readonly number[] = [400, 422, ...recordRefusals, ...stateRefusals];

/** @param documented key of the response that came */
function isExpectedStatus({ status, expected, made, casePlan }: Case, documented: string, actual: number): boolean {
  if (documented === status || ('openTo' in casePlan && casePlan.openTo?.includes(actual))) return true;
  if (expected !== 'success') return false;
  // No example says that a request made from its schema succeeds: a documented refusal is a valid response.
  return isSuccess(String(actual)) || (made !== undefined && actual >= 400 && actual < 500);
}

function otherStatus(
  { operation, status, response }: Case,
  actual: ReceivedResponse,
  isDocumented: boolean,
): Violation {
  const documented = isDocumented ? 'which is documented as another case' : 'which is not documented';
  const message = `expected ${status}, got ${actual.status}, ${documented}${redirectHint(actual)}`;
  // An undocumented status breaks the list of responses, whatever the expected one rests on.
  const clause = isDocumented ? response.pointer : responsesPointer(operation);
  return violationOf(statusCode(actual, isDocumented), 'status', message, { clause });
}

/** Of a valid response, which may still be another than the planned one. */
function resultOfValid(planned: Case, status: string, { mediaType, unvalidated }: ValidationResult): CaseResult {
  if (mediaType !== undefined && mediaType !== planned.mediaType && planned.example !== null) {
    // A recipe has brought about just this one; elsewhere the implementation may choose.
    if (planned.expected === 'example') return failed(planned, [otherType(planned, mediaType)]);
    return { ...notExercised(planned), reason: `it answered with ${mediaType}, which is documented too` };
  }
  const result: CaseResult = { ...identityOf(planned), ...outcomeOf([]) };
  if (status !== planned.status)
    return { ...result, status: toStatus(status), example: null, reason: 'the answer to the plain request' };
  if (unvalidated) return { ...result, reason: `only status and headers were validated: ${unvalidated}` };
  if (planned.made)
    return { ...result, reason: `${planned.made.join(' and ')} of the request was made from the schema` };
  return result;
}

const otherType = ({ mediaType, response }: Case, actual: string): Violation =>
  violationOf(
    'content-type-unexpected',
    'content-type',
    `expected ${mediaType}, got ${actual}, which is documented as another case`,
    { pointer: 'Content-Type', clause: `${response.pointer}/content` },
  );

/**
 * A case that ended in another documented success has exercised the case of that one, which gets its result unless it has
 * one of its own; the planned one was not exercised.
 */
function moveOtherSuccesses(cases: readonly Case[], results: readonly CaseResult[]): CaseResult[] {
  const moved = [...results];
  for (const [index, result] of results.entries()) {
    const planned = cases[index] as Case;
    if (result.outcome !== 'passed' || String(result.status) === planned.status) continue;
    const other = moved.findIndex(
      ({ status, outcome }, at) =>
        cases[at]?.operation === planned.operation && status === result.status && outcome === 'skipped',
    );
    if (other >= 0) moved[other] = result;
    moved[index] = { ...notExercised(planned), reason: `the plain request was answered with ${result.status}` };
  }
  return moved;
}
