/** The report of a contract check. It has no credential, no token and no personal data. */
import type { Operation } from '../openapi/document.js';
import type { Violation } from './validate/response.js';

export interface Report {
  cases: CaseResult[];
  /** Errors of the run, each of which fails the check. A run error is no case. */
  errors: RunError[];
  /** Clauses of the document that cannot be validated; they fail no check. */
  unvalidated: UnvalidatedClause[];
}

export interface CaseResult {
  operationId: string;
  method: string;
  path: string;
  /** Documented status; a range (`4XX`) or `default` as the document writes it. */
  status: number | string;
  /** The named example, null where the response has none. */
  example: string | null;
  phase: 'examples' | 'negatives' | 'positives' | 'relations' | 'workflows' | 'traffic';
  /**
   * The part of the operation that it tests: the mutation of a negative, the step of a workflow; left out for an
   * example.
   */
  case?: string;
  outcome: 'passed' | 'failed' | 'skipped';
  violations: Violation[];
  /** Why the case was skipped, or why a part of it could not be validated. */
  reason?: string;
  /** For traffic: the number of exchanges with this result. */
  times?: number;
  /** The request as a command for a POSIX shell, for a case with violations. Credentials are environment variables. */
  curl?: string;
}

/** The codes of run errors, which `docs/verbs/check.md` lists. */
export const runErrorCodes = {
  aborted: 'The check ended before its time, for the reason that the message says.',
  interrupted: 'The user ended the run.',
  'nothing-exercised': 'No case was exercised.',
  'not-exercised': 'A case that `--require` names was not exercised.',
  'low-coverage': 'Fewer cases were exercised than `--min-coverage` asks for.',
  'wrong-target': 'The target knows nothing of the document: the base URL is wrong, or it is another API.',
  'sign-in-refused': 'The target refused the credentials with which others are obtained.',
  driver: 'What sends the requests of the examples failed.',
  workflows: 'What runs the workflows failed.',
  proxy: 'The proxy could not validate an exchange, or saw more than it keeps.',
} as const;

export interface RunError {
  code: keyof typeof runErrorCodes;
  /** One sentence. */
  message: string;
}

export interface UnvalidatedClause {
  /** JSON Pointer into the document. */
  clause: string;
  reason: string;
}

/** The outcome of a case. */
export type Outcome = Pick<CaseResult, 'outcome' | 'violations' | 'reason'>;

/** @param found the violations, none for a case that passed; or why the case was skipped */
export function outcomeOf(found: readonly Violation[] | string): Outcome {
  if (typeof found === 'string') return { outcome: 'skipped', violations: [], reason: found };
  return { outcome: found.length > 0 ? 'failed' : 'passed', violations: [...found] };
}

/** What identifies a case. */
export type CaseIdentity = Pick<
  CaseResult,
  'operationId' | 'method' | 'path' | 'status' | 'example' | 'phase' | 'case'
>;

export const identify = (
  { operationId, method, path }: Operation,
  { status, ...rest }: Pick<CaseIdentity, 'example' | 'phase' | 'case'> & { status: string },
): CaseIdentity => ({ operationId, method, path, status: toStatus(status), ...rest });

/** A key of the Responses Object as reports have it: a number for a single status. */
export const toStatus = (key: string): number | string => (/^\d+$/.test(key) ? Number(key) : key);

/** Whether the exit code is 1. */
export const isFailed = ({ cases, errors }: Pick<Report, 'cases' | 'errors'>): boolean =>
  errors.length > 0 || cases.some(({ outcome }) => outcome === 'failed');

/** The errors of a run that proves nothing, whatever it found. */
export function proofErrors(cases: readonly CaseResult[], signal: AbortSignal | undefined): RunError[] {
  const interrupted: RunError = { code: 'interrupted', message: 'the run was interrupted: this report is partial' };
  const nothing: RunError = { code: 'nothing-exercised', message: 'nothing was exercised, so nothing is proven' };
  return [
    ...(signal?.aborted ? [interrupted] : []),
    ...(cases.some(({ outcome }) => outcome !== 'skipped') ? [] : [nothing]),
  ];
}

/**
 * A sentence for a run that exercised too few cases; otherwise undefined.
 * @param least the least share in per cent
 */
export function sayLowCoverage(cases: readonly CaseResult[], least: number): string | undefined {
  const { planned, skipped } = count(cases);
  const exercised = planned - skipped;
  if (planned === 0 || (100 * exercised) / planned >= least) return undefined;
  const share = ((100 * exercised) / planned).toFixed(1);
  return `only ${exercised} of ${planned} cases were exercised (${share} %), fewer than ${least} %`;
}

/** The share in per cent below which a report begins with a note that the run proves little. */
export const littleCoverage = 50;

export interface Counts {
  planned: number;
  passed: number;
  failed: number;
  skipped: number;
}

export function count(cases: readonly CaseResult[]): Counts {
  const of = (outcome: CaseResult['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  return { planned: cases.length, passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/** `kyc 202 startsVerification`, as all reports name a case. */
export function caseName({ operationId, status, example, case: part }: CaseResult): string {
  return [operationId, status, example, part].filter((one) => one !== null && one !== undefined).join(' ');
}
