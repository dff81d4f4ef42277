/** One row for each step of a journey: what the workflow asks for is Respect's verdict, what the document says is ours. */
import type { Exchange } from '../../../openapi/exchange.js';
import { validateResponse, responseFor, type ResponseValidator, type Violation } from '../../validate/response.js';
import type { CaseResult } from '../../report.js';
import { statusCode, transportViolation } from '../examples.js';
import type { Executed, Try } from './executed.js';
import type { Journey, PlannedStep } from './plan.js';

/** A try together with what went over the wire for it. */
export interface Tried extends Try {
  exchange: Exchange | undefined;
}

export function rowOf({ name, operation, status }: PlannedStep): Omit<CaseResult, 'outcome' | 'violations'> {
  return {
    operationId: operation.operationId,
    method: operation.method,
    path: operation.path,
    status: /^\d+$/.test(status) ? Number(status) : status,
    example: null,
    phase: 'workflows',
    case: name,
  };
}

export const notRun = ({ steps }: Journey, reason: string): CaseResult[] =>
  steps.map((step) => ({ ...rowOf(step), outcome: 'skipped', violations: [], reason }));

export function rowsOf(
  responseValidator: ResponseValidator,
  journey: Journey,
  passed: boolean,
  tried: readonly Tried[],
): CaseResult[] {
  let stopped: string | undefined;
  const rows = journey.steps.map((step): CaseResult => {
    const tries = tried.filter(({ name }) => name === step.name);
    const last = tries.at(-1);
    if (!last) return passedOver(journey, step, stopped, passed);
    const violations = distinct([
      ...tries.flatMap((one) => validateTry(responseValidator, step, one)),
      ...complaintsOf(last),
    ]);
    if (last.complaints.length > 0) stopped = step.name;
    return { ...rowOf(step), outcome: violations.length > 0 ? 'failed' : 'passed', violations };
  });
  if (passed || rows.some(({ outcome }) => outcome === 'failed')) return rows;
  // Respect says that it failed and not where: that is the last step's.
  const at = Math.max(
    rows.findLastIndex(({ outcome }) => outcome === 'passed'),
    0,
  );
  return rows.map((row, index) => (index === at ? failed(row, 'workflow-failed', 'the workflow failed') : row));
}

function passedOver(journey: Journey, step: PlannedStep, stopped: string | undefined, passed: boolean): CaseResult {
  const row: CaseResult = { ...rowOf(step), outcome: 'skipped', violations: [] };
  if (stopped !== undefined) return { ...row, reason: `the workflow ended at ${stopped}` };
  if (journey.branches && passed) return { ...row, reason: 'the workflow took another branch' };
  return failed(row, 'workflow-step', 'the workflow ended before this step');
}

const failed = (row: CaseResult, code: 'workflow-step' | 'workflow-failed', message: string): CaseResult => ({
  ...row,
  outcome: 'failed',
  violations: [...row.violations, { code, kind: 'workflow', pointer: '', message, clause: '' }],
});

function validateTry(
  responseValidator: ResponseValidator,
  { operation }: PlannedStep,
  { exchange, complaints }: Tried,
): Violation[] {
  if (!exchange) return [];
  if ('failure' in exchange) return [transportViolation(exchange.failure)];
  const { status } = exchange.response;
  const found = responseFor(operation.responses, status);
  if (found) return validateResponse(responseValidator, found[1], operation.method, exchange.response).violations;
  // Told by the workflow's own criterion already.
  if (complaints.some((complaint) => complaint.includes('$statusCode'))) return [];
  return [
    {
      code: statusCode(exchange.response, false),
      kind: 'status',
      pointer: '',
      message: `${status} is not documented`,
      clause: '',
    },
  ];
}

function complaintsOf({ complaints, exchange }: Tried): Violation[] {
  // What did not arrive cannot fulfil anything: told once, as what it is.
  if (exchange && 'failure' in exchange) return [];
  const status = exchange?.response.status;
  return complaints.map((complaint) => ({
    code: 'workflow-criterion',
    kind: 'workflow',
    pointer: '',
    message: complaint.includes('$statusCode') && status !== undefined ? `${complaint}, got ${status}` : complaint,
    clause: '',
  }));
}

/** The same finding in each of ninety tries is one. */
const distinct = (violations: readonly Violation[]): Violation[] => [
  ...new Map(violations.map((violation) => [JSON.stringify(violation), violation])).values(),
];

/** Puts Respect's account and the exchanges together; undefined when they are not of the same requests. */
export function together<Sent extends { exchange: Exchange }>(
  executed: readonly Executed[],
  exchanged: readonly Sent[],
): Tried[][] | undefined {
  let next = 0;
  const tried = executed.map(({ tries }) =>
    tries.map((one): Tried => ({
      ...one,
      exchange: one.status === undefined ? undefined : exchanged[next++]?.exchange,
    })),
  );
  return next === exchanged.length && tried.flat().every(isSame) ? tried : undefined;
}

const isSame = ({ status, exchange }: Tried): boolean =>
  status === undefined ||
  (exchange !== undefined && status === ('failure' in exchange ? 502 : exchange.response.status));
