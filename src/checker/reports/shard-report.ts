/** The JSON report of a shard, and how the reports of all shards are merged. */
import { operationPointer } from '../../openapi/document.js';
import type { SourcePosition } from '../../openapi/source-positions.js';
import { proofErrors, sayLowCoverage, type CaseResult, type RunError } from '../report.js';
import { unexercised } from '../requirement.js';
import { phaseNames, type PhaseName } from '../selection.js';
import type { ShardOfCheck } from '../shard.js';
import type { CoveredPart } from '../validate/coverage-parts.js';
import type { CoveredResponse } from '../validate/coverage.js';
import type { CheckReport } from './check-report.js';

/** The data that `report merge` needs besides the cases. */
export interface ShardPart extends ShardOfCheck {
  /** Version of this package. */
  version: string;
  name: string;
  target: string;
  startedAt: string;
  seconds: number;
  coverage: readonly CoveredResponse[];
  /** Positions in the document's files of the clauses in the cases, by JSON Pointer into the document. */
  positions: Record<string, SourcePosition>;
}

export function shardPartOf(report: CheckReport, shard: ShardOfCheck, version: string): ShardPart {
  const { name, target, startedAt, seconds, coverage, positions, cases } = report;
  const pointers = cases.flatMap((one) => [operationPointer(one), ...one.violations.map(({ clause }) => clause)]);
  const found = [...new Set(pointers)].map((pointer) => [pointer, positions?.at(pointer)] as const);
  return {
    ...shard,
    version,
    name,
    target,
    startedAt: startedAt.toISOString(),
    seconds,
    coverage,
    positions: Object.fromEntries(found.filter((one) => one[1] !== undefined)) as Record<string, SourcePosition>,
  };
}

export interface ShardReport extends Pick<CheckReport, 'cases' | 'errors' | 'unvalidated'> {
  shard: ShardPart;
}

/** @param reports of all shards of one check */
export function mergeShards(reports: readonly ShardReport[]): CheckReport {
  const inOrder = [...reports].sort((a, b) => a.shard.index - b.shard.index);
  const { name, target, required, minCoverage } = inOrder[0]!.shard;
  const coverage = mergeCoverage(inOrder.map(({ shard }) => shard.coverage));
  const cases = sortCases(
    inOrder.flatMap((one) => one.cases),
    coverage,
  );
  const positions = new Map(inOrder.flatMap(({ shard }) => Object.entries(shard.positions)));
  const low = sayLowCoverage(cases, minCoverage);
  const isWrongTarget = inOrder.every(({ errors }) => errors.some(({ code }) => code === 'wrong-target'));
  const ofShards = inOrder
    .flatMap(({ errors }) => errors)
    // An operation that one shard did not find may be found by another.
    .filter(({ code }) => code !== 'wrong-target' || isWrongTarget);
  const errors: RunError[] = [
    ...unique(ofShards),
    ...unexercised(required, cases),
    ...(low === undefined ? [] : [{ code: 'low-coverage', message: low } as const]),
    ...proofErrors(cases, undefined),
  ];
  return {
    name,
    target,
    startedAt: new Date(Math.min(...inOrder.map(({ shard }) => Date.parse(shard.startedAt)))),
    seconds: inOrder.reduce((sum, { shard }) => sum + shard.seconds, 0),
    cases,
    errors,
    unvalidated: unique(inOrder.flatMap(({ unvalidated }) => unvalidated)),
    coverage,
    ...(positions.size > 0 && { positions: { at: (pointer: string) => positions.get(pointer) } }),
  };
}

const unique = <Item extends object>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** The cases in the order of one run: by phase, and by operation in the order of the document. */
function sortCases(cases: readonly CaseResult[], coverage: readonly CoveredResponse[]): CaseResult[] {
  const operations = [...new Set(coverage.map(({ operationId }) => operationId))];
  const isByOperation = ({ phase }: CaseResult) => phase !== 'relations' && phase !== 'workflows';
  const places = new Map(operations.map((operationId, at) => [operationId, at]));
  const placeOf = (one: CaseResult) => (isByOperation(one) ? (places.get(one.operationId) ?? places.size) : 0);
  return [...cases].sort(
    (a, b) =>
      phaseNames.indexOf(a.phase as PhaseName) - phaseNames.indexOf(b.phase as PhaseName) || placeOf(a) - placeOf(b),
  );
}

const weight: readonly CoveredPart['state'][] = ['unseen', 'seen', 'broken'];

/** Every shard has the same parts; a part that one has seen is seen. */
function mergeCoverage(all: readonly (readonly CoveredResponse[])[]): CoveredResponse[] {
  const merged = new Map<string, Omit<CoveredResponse, 'parts'> & { parts: Map<string, CoveredPart> }>();
  for (const { parts, ...response } of all.flat()) {
    const key = JSON.stringify([response.operationId, response.method, response.path, response.status]);
    const known = merged.get(key) ?? { ...response, validated: 0, parts: new Map<string, CoveredPart>() };
    merged.set(key, known);
    known.validated += response.validated;
    for (const { state, ...part } of parts) {
      const before = known.parts.get(JSON.stringify(part));
      const isMore = !before || weight.indexOf(state) > weight.indexOf(before.state);
      if (isMore) known.parts.set(JSON.stringify(part), { ...part, state });
    }
  }
  return [...merged.values()].map(({ parts, ...response }) => ({ ...response, parts: [...parts.values()] }));
}
