/** Selects the cases of a check. Values of one option are alternatives; different options must match together. */
import { CliError } from '../openapi/cli-error.js';
import type { Operation } from '../openapi/document.js';
import { ownMember } from '../openapi/own.js';
import { nearest } from './nearest.js';
import type { CaseResult } from './report.js';

export type PhaseName = Exclude<CaseResult['phase'], 'traffic'>;

export const phaseNames: readonly PhaseName[] = ['examples', 'negatives', 'positives', 'relations', 'workflows'];

/** The names of the phases before version 0.2, for flags, configuration and the JSON report. */
export const formerPhaseNames: Readonly<Record<string, PhaseName>> = {
  transactions: 'examples',
  journeys: 'workflows',
};

/** The phase by its name or former name. */
export const phaseNamed = (name: string): PhaseName | undefined =>
  phaseNames.find((one) => one === name) ?? ownMember(formerPhaseNames, name);

export interface Selection {
  phases?: readonly PhaseName[] | undefined;
  /** operationIds. */
  operations?: readonly string[] | undefined;
  /** Statuses as the document writes them; `4XX` selects its whole class. */
  statuses?: readonly string[] | undefined;
  /** Tags of operations. */
  tags?: readonly string[] | undefined;
}

export interface Selectable {
  phase: PhaseName;
  operation: Pick<Operation, 'operationId' | 'tags'>;
  status: number | string;
}

export function selects({ phases, operations, statuses, tags }: Selection, { phase, operation, status }: Selectable) {
  return (
    within(phases, [phase]) &&
    within(operations, [operation.operationId]) &&
    within(statuses, [String(status), `${String(status)[0]}XX`]) &&
    within(tags, operation.tags)
  );
}

const within = (wanted: readonly string[] | undefined, names: readonly string[]): boolean =>
  !wanted || wanted.length === 0 || wanted.some((one) => names.includes(one));

/** @throws {CliError} exit code 2 for an unknown name; the message has the nearest one */
export function checkSelection(
  { operations = [], statuses = [], tags = [] }: Selection,
  all: readonly Operation[],
): void {
  refuseUnknown(
    'operation',
    operations,
    all.map(({ operationId }) => operationId),
  );
  const documented = all.flatMap(({ responses }) => [...responses.keys()]);
  const classes = documented.filter((status) => status !== 'default').map((status) => `${status[0]}XX`);
  refuseUnknown('status', statuses, [...documented, ...classes]);
  refuseUnknown(
    'tag',
    tags,
    all.flatMap((operation) => operation.tags),
  );
}

export function refuseUnknown(kind: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const there = [...new Set(known)];
  // Digits are no misspelling of others.
  const near = /^\d+$/.test(unknown) ? [] : nearest(unknown, there);
  if (near.length > 0) throw new CliError(`unknown ${kind} "${unknown}": did you mean ${near.join(' or ')}?`, 2);
  const few =
    there.length <= 12 || kind === 'input'
      ? `choose ${there.join(' or ') || 'none: there is none'}`
      : 'see --list for those there are';
  throw new CliError(`unknown ${kind} "${unknown}": ${few}`, 2);
}
