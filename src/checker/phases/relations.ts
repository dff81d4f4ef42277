/**
 * The phase of what must be the same: in a world of at least two of everything, each request changes what it says and
 * nothing else, what is refused changes nothing, whose data it is shows nowhere else, and lists hold what they should.
 */
import { CaseContext } from '../case-context.js';
import type { Operation } from '../../openapi/document.js';
import type { Planned } from '../planned.js';
import { callOf, callsOf, refusalOf } from '../recipes/calls.js';
import type { World } from '../relations/declared.js';
import type { CaseResult } from '../report.js';
import type { Phase, PhaseResult, Run } from '../run.js';
import { selects } from '../selection.js';
import type { Violation } from '../validate/response.js';
import { checkCase } from './relations/case.js';
import { checkList, listParts } from './relations/list.js';
import { Scene } from './relations/scene.js';

export const relations: Phase = { name: 'relations', plan: planRelations, run: runRelations };

type Part = { name: string; operation: Operation; kind: 'case' | 'list'; key: string };

function partsOf(run: Run, world: World): Part[] {
  const find = (operationId: string) => run.operations.find((one) => one.operationId === operationId);
  const cases = Object.entries(world.cases).map(([key, one]) => ({
    key,
    kind: 'case' as const,
    name: key,
    id: one.operation,
  }));
  const lists = Object.entries(world.lists).flatMap(([key, one]) =>
    listParts(one).map((part) => ({ key, kind: 'list' as const, name: `${key}: ${part}`, id: one.operation })),
  );
  return [...cases, ...lists].flatMap(({ id, ...part }) => {
    const operation = find(id);
    return operation ? [{ ...part, operation }] : [];
  });
}

const rowOf = (name: string, operation: Operation, part: string): Omit<CaseResult, 'outcome' | 'violations'> => ({
  operationId: operation.operationId,
  method: operation.method,
  path: operation.path,
  status: '2XX',
  example: null,
  phase: 'relations',
  case: `${name}: ${part}`,
});

const isWanted = ({ selection }: Run, operation: Operation): boolean =>
  selects(selection, { phase: 'relations', operation, status: '2XX' });

/** Why none of a world can be had. */
function obstacle(run: Run, world: World): string | undefined {
  if (run.honoursPrefer) return 'a mock that answers by Prefer has no state';
  const needed = run.control ? undefined : world.given.find((step) => 'control' in step);
  if (needed && 'control' in needed) return `needs the control API: ${needed.control}`;
  const calls = Object.values(world.cases).flatMap((one) => {
    const operation = run.operations.find(({ operationId }) => operationId === one.operation);
    return operation ? callsOf(run, operation, { ...one, given: world.given }) : [];
  });
  return refusalOf(run, calls);
}

function planRelations(run: Run): Planned[] {
  return Object.entries(run.recipes.worlds).flatMap(([name, world]) => {
    const reason = obstacle(run, world);
    return partsOf(run, world)
      .filter(({ operation }) => isWanted(run, operation))
      .map(({ operation, name: part }) => ({
        ...rowOf(name, operation, part),
        ...(reason === undefined ? { calls: [callOf(operation, run.recipes)] } : { reason, calls: [] }),
      }));
  });
}

async function runRelations(run: Run): Promise<PhaseResult> {
  const cases: CaseResult[] = [];
  const worlds = Object.entries(run.recipes.worlds);
  for (const [index, [name, world]] of worlds.entries()) {
    run.progress?.('relations', index, worlds.length);
    cases.push(...(await runWorld(run, name, world)));
  }
  return { cases, errors: [] };
}

async function runWorld(run: Run, name: string, world: World): Promise<CaseResult[]> {
  const parts = partsOf(run, world);
  const wanted = parts.filter(({ operation }) => isWanted(run, operation));
  const skip = (part: Part, reason: string): CaseResult => ({
    ...rowOf(name, part.operation, part.name),
    outcome: 'skipped',
    violations: [],
    reason,
  });
  if (wanted.length === 0) return [];
  const reason = obstacle(run, world) ?? run.bail.reason;
  if (reason !== undefined) return wanted.map((part) => skip(part, reason));
  const scene = await Scene.open(run, world, new CaseContext(run));
  if ('reason' in scene) {
    const [first, ...others] = wanted as [Part, ...Part[]];
    return [
      failed(rowOf(name, first.operation, first.name), scene.reason),
      ...others.map((part) => skip(part, scene.reason)),
    ];
  }
  const cases: CaseResult[] = [];
  // Those that are not wanted are played all the same: what comes after them stands on them.
  const last = parts.findLastIndex((part) => wanted.includes(part));
  const done = new Map<string, Map<string, Violation[] | string>>();
  for (const part of parts.slice(0, last + 1)) {
    if (run.signal?.aborted || run.bail.reason !== undefined) {
      if (wanted.includes(part)) cases.push(skip(part, run.bail.reason ?? 'the run ended before this case'));
      continue;
    }
    let found: Violation[] | string;
    if (part.kind === 'case') {
      found = await checkCase(scene, part.operation, world.cases[part.key] as World['cases'][string]);
    } else {
      const list = world.lists[part.key] as World['lists'][string];
      const results = done.get(part.key) ?? (await checkList(scene, part.operation, list));
      done.set(part.key, results);
      found = results.get(part.name.slice(part.key.length + 2)) ?? 'it was not reached';
    }
    if (!wanted.includes(part)) continue;
    const result: CaseResult =
      typeof found === 'string'
        ? skip(part, found)
        : {
            ...rowOf(name, part.operation, part.name),
            outcome: found.length > 0 ? 'failed' : 'passed',
            violations: found,
          };
    run.bail.observe(result);
    cases.push(result);
  }
  return cases;
}

const failed = (row: Omit<CaseResult, 'outcome' | 'violations'>, message: string): CaseResult => ({
  ...row,
  outcome: 'failed',
  violations: [{ code: 'state-before', kind: 'state', pointer: '', message, clause: '' }],
});
