/**
 * The cases that a run must exercise (`--require`): `kyc`, `kyc:403`, `kyc:flowNotApproved` (one case that matches is
 * enough), or `all` (every case).
 */
import type { Operation } from '../openapi/document.js';
import type { CaseResult, RunError } from './report.js';
import { refuseUnknown } from './selection.js';
import type { Planned } from './planned.js';

/** @throws {CliError} exit code 2 for a name that no case has; the message has the nearest one */
export function checkRequirements(
  required: readonly string[],
  planned: readonly Planned[],
  all: readonly Operation[],
): void {
  const names = planned.flatMap(namesOf);
  refuseUnknown(
    'operation',
    required.filter((name) => !name.includes(':') && name !== 'all'),
    all.map(idOf),
  );
  refuseUnknown(
    'case',
    required.filter((name) => name !== 'all'),
    names,
  );
}

const idOf = ({ operationId }: Operation): string => operationId;

/** An error for each required case that was not exercised, with the reason. */
export function unexercised(required: readonly string[], results: readonly CaseResult[]): RunError[] {
  return [...new Set(required)].flatMap((name) => {
    if (name === 'all') return results.filter(isSkipped).map((result) => errorOf(fullNameOf(result), result));
    const matching = results.filter((result) => namesOf(result).includes(name));
    const isMet = matching.some((result) => !isSkipped(result));
    return isMet ? [] : [errorOf(name, matching[0])];
  });
}

const isSkipped = ({ outcome }: CaseResult): boolean => outcome === 'skipped';

const errorOf = (name: string, result: CaseResult | undefined): RunError => ({
  code: 'not-exercised',
  message: `required and not exercised: ${name} (${result?.reason ?? 'no case of this run is of that name'})`,
});

type Named = Pick<CaseResult, 'operationId' | 'status' | 'example' | 'case'>;

const namesOf = ({ operationId, status, example }: Named): string[] => [
  operationId,
  `${operationId}:${status}`,
  ...(example === null ? [] : [`${operationId}:${example}`]),
];

const fullNameOf = ({ operationId, status, example, case: part }: Named): string =>
  `${operationId}:${part ?? example ?? status}`;
