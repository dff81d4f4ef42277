/** The result of each step: Respect checks its criteria, and the checker validates its responses. */
import { identify, outcomeOf, type CaseIdentity, type CaseResult } from '../../report.js';
import { transportViolation, validateDocumented } from '../../validate/exchange.js';
import { responseFor, violationOf, type ResponseValidator, type Violation } from '../../validate/response.js';
import type { PlannedWorkflow, PlannedStep } from './plan.js';
import type { Attempt } from './run-workflows.js';

export const identityOf = ({ name, operation, status }: PlannedStep): CaseIdentity =>
  identify(operation, { status, example: null, phase: 'workflows', case: name });

export const notRun = ({ steps }: PlannedWorkflow, reason: string): CaseResult[] =>
  steps.map((step) => ({ ...identityOf(step), ...outcomeOf(reason) }));

export function resultsOf(
  responseValidator: ResponseValidator,
  planned: PlannedWorkflow,
  { passed, attempts }: { passed: boolean; attempts: readonly Attempt[] },
  { movesClock }: { movesClock: boolean },
): CaseResult[] {
  let stopped: string | undefined;
  const results = planned.steps.map((step): CaseResult => {
    const own = attempts.filter(({ name }) => name === step.name);
    const last = own.at(-1);
    if (!last) return passedOver(planned, step, stopped, passed);
    const invalid = distinct(own.flatMap((one) => validateAttempt(responseValidator, step, one)));
    const isUnmet = last.failedCriteria.length > 0;
    if (isUnmet) stopped = step.name;
    // How long a real clock has to run, no document says.
    if (isUnmet && invalid.length === 0 && !movesClock && step.waits && own.length > step.retryLimit)
      return { ...identityOf(step), ...outcomeOf(`what it waits for has not come after ${own.length} requests`) };
    return { ...identityOf(step), ...outcomeOf(distinct([...invalid, ...criterionViolations(step, last)])) };
  });
  if (passed || stopped !== undefined || results.some(({ outcome }) => outcome === 'failed')) return results;
  // Respect reports the failure without a step, so it is the last step's.
  const at = Math.max(
    results.findLastIndex(({ outcome }) => outcome === 'passed'),
    0,
  );
  return results.map((result, index) =>
    index === at ? failed(result, 'workflow-failed', 'the workflow failed') : result,
  );
}

function passedOver(
  planned: PlannedWorkflow,
  step: PlannedStep,
  stopped: string | undefined,
  passed: boolean,
): CaseResult {
  const result: CaseResult = { ...identityOf(step), outcome: 'skipped', violations: [] };
  if (stopped !== undefined) return { ...result, reason: `the workflow ended at ${stopped}` };
  if (planned.branches && passed) return { ...result, reason: 'the workflow took another branch' };
  return failed(result, 'workflow-step', 'the workflow ended before this step');
}

const failed = (result: CaseResult, code: 'workflow-step' | 'workflow-failed', message: string): CaseResult => ({
  ...result,
  outcome: 'failed',
  violations: [...result.violations, violationOf(code, 'workflow', message)],
});

function validateAttempt(
  responseValidator: ResponseValidator,
  { operation }: PlannedStep,
  { exchange, failedCriteria }: Attempt,
): Violation[] {
  if (!exchange) return [];
  if ('failure' in exchange) return [transportViolation(exchange.failure)];
  const isDocumented = responseFor(operation.responses, exchange.response.status) !== undefined;
  // The criterion of the workflow reports it already.
  if (!isDocumented && failedCriteria.some((criterion) => criterion.includes('$statusCode'))) return [];
  return validateDocumented(responseValidator, operation, exchange.response);
}

function criterionViolations({ provenance }: PlannedStep, { failedCriteria, exchange }: Attempt): Violation[] {
  // A response that did not arrive fulfils no criterion: only the failure is reported.
  if (exchange && 'failure' in exchange) return [];
  const status = exchange?.response.status;
  const evidence = provenance && {
    provenance,
    ...(provenance.status === 'assumed' && { severity: 'warning' as const }),
  };
  return failedCriteria.map((criterion) => ({
    ...violationOf(
      'workflow-criterion',
      'workflow',
      criterion.includes('$statusCode') && status !== undefined ? `${criterion}, got ${status}` : criterion,
    ),
    ...evidence,
  }));
}

/** Merges equal violations of repeated attempts. */
const distinct = (violations: readonly Violation[]): Violation[] => [
  ...new Map(violations.map((violation) => [JSON.stringify(violation), violation])).values(),
];
