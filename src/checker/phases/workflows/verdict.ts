/** One result for each step of a journey: what the workflow asks for is Respect's verdict, what the document says is ours. */
import { identify, outcomeOf, type CaseIdentity, type CaseResult } from '../../report.js';
import { transportViolation, validateDocumented } from '../../validate/exchange.js';
import { responseFor, violationOf, type ResponseValidator, type Violation } from '../../validate/response.js';
import type { Journey, PlannedStep } from './plan.js';
import type { Tried } from './run-workflows.js';

export const identityOf = ({ name, operation, status }: PlannedStep): CaseIdentity =>
  identify(operation, { status, example: null, phase: 'workflows', case: name });

export const notRun = ({ steps }: Journey, reason: string): CaseResult[] =>
  steps.map((step) => ({ ...identityOf(step), ...outcomeOf(reason) }));

export function resultsOf(
  responseValidator: ResponseValidator,
  journey: Journey,
  passed: boolean,
  tried: readonly Tried[],
): CaseResult[] {
  let stopped: string | undefined;
  const results = journey.steps.map((step): CaseResult => {
    const tries = tried.filter(({ name }) => name === step.name);
    const last = tries.at(-1);
    if (!last) return passedOver(journey, step, stopped, passed);
    const violations = distinct([
      ...tries.flatMap((one) => validateTry(responseValidator, step, one)),
      ...complaintsOf(last),
    ]);
    if (last.complaints.length > 0) stopped = step.name;
    return { ...identityOf(step), ...outcomeOf(violations) };
  });
  if (passed || results.some(({ outcome }) => outcome === 'failed')) return results;
  // Respect says that it failed and not where: that is the last step's.
  const at = Math.max(
    results.findLastIndex(({ outcome }) => outcome === 'passed'),
    0,
  );
  return results.map((result, index) =>
    index === at ? failed(result, 'workflow-failed', 'the workflow failed') : result,
  );
}

function passedOver(journey: Journey, step: PlannedStep, stopped: string | undefined, passed: boolean): CaseResult {
  const result: CaseResult = { ...identityOf(step), outcome: 'skipped', violations: [] };
  if (stopped !== undefined) return { ...result, reason: `the workflow ended at ${stopped}` };
  if (journey.branches && passed) return { ...result, reason: 'the workflow took another branch' };
  return failed(result, 'workflow-step', 'the workflow ended before this step');
}

const failed = (result: CaseResult, code: 'workflow-step' | 'workflow-failed', message: string): CaseResult => ({
  ...result,
  outcome: 'failed',
  violations: [...result.violations, violationOf(code, 'workflow', message)],
});

function validateTry(
  responseValidator: ResponseValidator,
  { operation }: PlannedStep,
  { exchange, complaints }: Tried,
): Violation[] {
  if (!exchange) return [];
  if ('failure' in exchange) return [transportViolation(exchange.failure)];
  const isDocumented = responseFor(operation.responses, exchange.response.status) !== undefined;
  // The workflow's own criterion reports it already.
  if (!isDocumented && complaints.some((complaint) => complaint.includes('$statusCode'))) return [];
  return validateDocumented(responseValidator, operation, exchange.response);
}

function complaintsOf({ complaints, exchange }: Tried): Violation[] {
  // What did not arrive cannot fulfil anything: told once, as what it is.
  if (exchange && 'failure' in exchange) return [];
  const status = exchange?.response.status;
  return complaints.map((complaint) =>
    violationOf(
      'workflow-criterion',
      'workflow',
      complaint.includes('$statusCode') && status !== undefined ? `${complaint}, got ${status}` : complaint,
    ),
  );
}

/** The same finding in each of ninety tries is one. */
const distinct = (violations: readonly Violation[]): Violation[] => [
  ...new Map(violations.map((violation) => [JSON.stringify(violation), violation])).values(),
];
