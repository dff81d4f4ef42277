/**
 * What must stay the same. In a fixture with at least two of everything, each request changes what it says and nothing
 * else, a refused request changes nothing, no user sees another's data, and a list has all its items and no others.
 */
import { hasTold } from '../control.js';
import type { Operation } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Planned } from '../planned.js';
import { callOf } from '../recipes/calls.js';
import type { DeclaredCase, DeclaredEvent, DeclaredFixture, DeclaredList } from '../relations/declared.js';
import { identify, outcomeOf, type CaseResult } from '../report.js';
import { endOf, endedBefore, type Phase, type PhaseResult, type Run } from '../run.js';
import { selects } from '../selection.js';
import { ofShard } from '../shard.js';
import { violationOf, type Violation } from '../validate/response.js';
import { openReceiver, type Receiver } from '../http/receiver.js';
import { Bystanders } from './relations/bystanders.js';
import { checkAllRefused, checkCase } from './relations/case.js';
import { checkEvent } from './relations/events.js';
import { Fixture, obstacle } from './relations/fixture.js';
import { checkList, listParts } from './relations/list.js';

export const relations: Phase = { name: 'relations', plan: planRelations, run: runRelations };

/** One case of the report: a declared case, or one part of what is checked of a list. */
type Part = { name: string; operation: Operation } & (
  | { case: DeclaredCase }
  | { refused: RequestTemplate }
  | { list: DeclaredList; part: string }
  | { event: DeclaredEvent }
);

function partsOf(run: Run, { stays, cases, lists, events }: DeclaredFixture): Part[] {
  const asked = (operationId: string) => Object.values(cases).find(({ operation }) => operation === operationId);
  const refused = stays ? run.operations : [];
  const parts = [
    ...Object.entries(cases).map(([name, one]) => ({ name, case: one, operationId: one.operation })),
    ...refused.map(({ operationId }) => ({ name: 'refused', refused: asked(operationId) ?? {}, operationId })),
    ...Object.entries(lists).flatMap(([name, list]) =>
      listParts(list).map((part) => ({ name: `${name}: ${part}`, list, part, operationId: list.operation })),
    ),
    ...Object.entries(events).map(([name, event]) => ({ name, event, operationId: event.operation })),
  ];
  return parts.flatMap(({ operationId, ...part }) => {
    const operation = run.operations.find((one) => one.operationId === operationId);
    return operation ? [{ ...part, operation }] : [];
  });
}

const identityOf = (fixture: string, { operation, name }: Part) =>
  identify(operation, { status: '2XX', example: null, phase: 'relations', case: `${fixture}: ${name}` });

const isWanted = ({ selection }: Run, { operation }: Part): boolean =>
  selects(selection, { phase: 'relations', operation, status: '2XX' });

/** Those that have something to check, by name. */
const fixturesOf = (run: Run): [string, DeclaredFixture][] =>
  ofShard(
    run.shard,
    Object.entries(run.recipes.fixtures)
      .filter(([, declared]) => partsOf(run, declared).some((part) => isWanted(run, part)))
      .sort(([, one], [, other]) => Number(other.stays ?? false) - Number(one.stays ?? false)),
  );

function planRelations(run: Run): Planned[] {
  return fixturesOf(run).flatMap(([name, declared]) => {
    const reason = obstacle(run, declared);
    return partsOf(run, declared)
      .filter((part) => isWanted(run, part))
      .map((part) => ({
        ...identityOf(name, part),
        ...(reason === undefined ? { calls: [callOf(part.operation, run.recipes)] } : { reason, calls: [] }),
      }));
  });
}

async function runRelations(run: Run, { cases }: PhaseResult): Promise<void> {
  const fixtures = fixturesOf(run);
  if (fixtures.length === 0) return;
  const bystanders = await Bystanders.of(run);
  for (const [index, [name, declared]] of fixtures.entries()) {
    run.progress?.('relations', index, fixtures.length);
    for (const result of await runFixture(run, name, declared, bystanders)) cases.push(result);
  }
}

async function runFixture(
  run: Run,
  name: string,
  declared: DeclaredFixture,
  bystanders: Bystanders,
): Promise<CaseResult[]> {
  const receiver = Object.keys(declared.events).length > 0 ? await openReceiver(run.signal) : undefined;
  try {
    return await runParts(run, name, declared, { bystanders, receiver });
  } finally {
    await receiver?.close();
  }
}

/** Whether the sandbox tried to deliver an event and could not reach this machine. */
const isSilentTo = async ({ control }: Run, { events, url }: Receiver): Promise<boolean> =>
  events.length === 0 && control !== undefined && (await hasTold(control, url)) === false;

/** How many different events: one that is sent again counts once. */
const differentOf = (events: Receiver['events']): number =>
  new Set(events.map(({ body }) => body.toString('latin1'))).size;

async function runParts(
  run: Run,
  name: string,
  declared: DeclaredFixture,
  { bystanders, receiver }: { bystanders: Bystanders; receiver: Receiver | undefined },
): Promise<CaseResult[]> {
  const parts = partsOf(run, declared);
  const wanted = parts.filter((part) => isWanted(run, part));
  const resultOf = (part: Part, found: Violation[] | string) => ({ ...identityOf(name, part), ...outcomeOf(found) });
  const [first, ...others] = wanted;
  if (!first) return [];
  const reason = obstacle(run, declared) ?? endOf(run);
  if (reason !== undefined) return wanted.map((part) => resultOf(part, reason));
  const fixture = bystanders.fixtures.get(name) ?? (await Fixture.setUp(run, declared, receiver?.url));
  if (typeof fixture === 'string') {
    const failed = resultOf(first, [violationOf('state-before', 'state', fixture)]);
    return [failed, ...others.map((part) => resultOf(part, fixture))];
  }
  // What has happened so far is told before more happens.
  const later = new Set(Object.values(declared.cases).map(({ operation }) => operation));
  const due = Object.values(declared.events).filter(({ operation }) => !later.has(operation)).length;
  await receiver?.waitFor(() => differentOf(receiver.events) >= due);
  const isSilent = receiver !== undefined && due > 0 && (await isSilentTo(run, receiver));
  const results: CaseResult[] = [];
  const checkedLists = new Map<DeclaredList, Map<string, Violation[] | string>>();
  let refused: Map<Operation, Violation[] | string> | undefined;
  const check = async (part: Part): Promise<Violation[] | string> => {
    if ('case' in part) return checkCase(fixture, part.operation, part.case);
    if ('refused' in part) {
      const all = wanted.flatMap((one) => ('refused' in one ? [[one.operation, one.refused] as const] : []));
      refused ??= await checkAllRefused(fixture, all);
      return refused.get(part.operation) ?? [];
    }
    if ('event' in part) {
      if (!receiver) return 'nobody listens';
      const found = await checkEvent(fixture, receiver, part.event, isSilent);
      // What has not come by then says nothing of the target.
      return run.signal?.aborted ? endedBefore : found;
    }
    const checked = checkedLists.get(part.list) ?? (await checkList(fixture, part.operation, part.list));
    checkedLists.set(part.list, checked);
    return checked.get(part.part) ?? 'it was not reached';
  };
  // Those that are not wanted are run, too: later ones build on them.
  const last = parts.findLastIndex((part) => wanted.includes(part));
  for (const part of parts.slice(0, last + 1)) {
    const result = resultOf(part, endOf(run) ?? (await check(part)));
    if (!wanted.includes(part)) continue;
    run.bail.observe(result);
    results.push(result);
  }
  return results;
}
