/** The rows of a contract check. No row holds a credential, a token or a person's data. */
import type { Violation } from './validate/response.js';

export interface Row {
  operationId: string;
  method: string;
  path: string;
  /** Documented status; a range (`4XX`) or `default` as the document writes it. */
  status: number | string;
  /** The named example, null where the response has none. */
  example: string | null;
  phase: 'examples' | 'negatives' | 'positives' | 'relations' | 'workflows' | 'traffic' | 'guard';
  /** What of the operation it is: what a negative breaks, a journey's step; left out for a transaction. */
  case?: string;
  outcome: 'passed' | 'failed' | 'skipped';
  violations: Violation[];
  /** Why a case was not exercised, or what about it could not be judged. */
  reason?: string;
  /** In traffic that was watched: how many exchanges ended just so. */
  times?: number;
  /** Repeats the request in a POSIX shell, for a case with findings. Credentials are names of environment variables. */
  curl?: string;
}

export interface Counts {
  planned: number;
  passed: number;
  failed: number;
  skipped: number;
}

export function count(rows: readonly Row[]): Counts {
  const of = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return { planned: rows.length, passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/** `kyc 202 startsRun`, as all reports name a case. */
export function caseName({ operationId, status, example, case: part }: Row): string {
  return [operationId, status, example, part].filter((one) => one !== null && one !== undefined).join(' ');
}
