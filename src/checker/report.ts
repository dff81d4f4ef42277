/** What a contract check has found. Nothing in it is a credential, a token or a person's data. */
import type { Operation } from '../openapi/document.js';
import type { Violation } from './validate/response.js';

export interface Report {
  cases: CaseResult[];
  /** What makes the run prove less than it should; any of them fails the check. A run error is no case. */
  errors: RunError[];
  /** Clauses of the document that nothing is held against; they fail no check. */
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
  /** What of the operation it is: what is wrong in a negative, the step of a workflow; left out for an example. */
  case?: string;
  outcome: 'passed' | 'failed' | 'skipped';
  violations: Violation[];
  /** Why a case was not exercised, or what about it could not be validated. */
  reason?: string;
  /** In traffic that was watched: how many exchanges ended just so. */
  times?: number;
  /** Repeats the request in a POSIX shell, for a case with violations. Credentials are names of environment variables. */
  curl?: string;
}

/** Why a run proves too little; `docs/verbs/check.md` lists the codes. */
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

/** What became of a case. */
export type Outcome = Pick<CaseResult, 'outcome' | 'violations' | 'reason'>;

/** @param found what is wrong, nothing for a case that passed; or why the case was not exercised */
export function outcomeOf(found: readonly Violation[] | string): Outcome {
  if (typeof found === 'string') return { outcome: 'skipped', violations: [], reason: found };
  return { outcome: found.length > 0 ? 'failed' : 'passed', violations: [...found] };
}

/** Which case it is. */
export type CaseIdentity = Pick<
  CaseResult,
  'operationId' | 'method' | 'path' | 'status' | 'example' | 'phase' | 'case'
>;

export const identify = (
  { operationId, method, path }: Operation,
  { status, ...rest }: Pick<CaseIdentity, 'example' | 'phase' | 'case'> & { status: string },
): CaseIdentity => ({ operationId, method, path, status: toStatus(status), ...rest });

/** A key of the Responses Object as reports have it: a number where it is one status. */
export const toStatus = (key: string): number | string => (/^\d+$/.test(key) ? Number(key) : key);

/** Whether the exit code is 1. */
export const isFailed = ({ cases, errors }: Pick<Report, 'cases' | 'errors'>): boolean =>
  errors.length > 0 || cases.some(({ outcome }) => outcome === 'failed');

/** What makes any run prove nothing, whatever it found. */
export function proofErrors(cases: readonly CaseResult[], signal: AbortSignal | undefined): RunError[] {
  const interrupted: RunError = { code: 'interrupted', message: 'the run was interrupted: this report is partial' };
  const nothing: RunError = { code: 'nothing-exercised', message: 'nothing was exercised, so nothing is proven' };
  return [
    ...(signal?.aborted ? [interrupted] : []),
    ...(cases.some(({ outcome }) => outcome !== 'skipped') ? [] : [nothing]),
  ];
}

/**
 * What a run of so few cases should say before anything else; undefined for one that exercised enough.
 * @param least per cent of its cases
 */
export function sayLowCoverage(cases: readonly CaseResult[], least: number): string | undefined {
  const { planned, skipped } = count(cases);
  const exercised = planned - skipped;
  if (planned === 0 || (100 * exercised) / planned >= least) return undefined;
  const share = ((100 * exercised) / planned).toFixed(1);
  return `only ${exercised} of ${planned} cases were exercised (${share} %), fewer than ${least} %`;
}

/** Of fewer than this, in per cent, every run tells first that it proves little. */
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
