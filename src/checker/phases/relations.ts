/**
 * What must stay the same. In a fixture with at least two of everything, each request changes what it says and nothing
 * else, a refused request changes nothing, no user sees another's data, and a list has all its items and no others.
 */
import { hasTold } from '../control.js';
import type { Operation } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Planned } from '../planned.js';
import { callOf, refusalOf } from '../recipes/calls.js';
import { foundByError, hasPassed, resultOf, type Found } from '../found.js';
import type { DeclaredFixture } from '../relations/declared.js';
import { lacksControl } from '../recipes/step.js';
import { identify, outcomeOf, type CaseIdentity, type CaseResult } from '../report.js';
import { asResources, endOf, endedBefore, type Phase, type PhaseResult, type Run } from '../run.js';
import { selects } from '../selection.js';
import { ofShard } from '../shard.js';
import { openReceiver, type Receiver } from '../http/receiver.js';
import { documentedOf } from '../records/procedures.js';
import { Bystanders } from './relations/bystanders.js';
import { checkAllRefused, checkCase } from './relations/case.js';
import { checkEvent } from './relations/events.js';
import { Fixture, obstacle } from './relations/fixture.js';
import { checkList, namesOfParts } from './relations/declared-list.js';
import { derivedListParts } from './relations/lists/index.js';
import { madeParts } from './relations/made/index.js';
import type { DerivedPart } from './relations/made/subject.js';

export const relations: Phase = { name: 'relations', plan: planRelations, run: runRelations };

/** One case of the report. */
interface Part {
  name: string;
  operation: Operation;
  /** Whether later parts build on what it changes. */
  isFirst?: boolean;
  /** Why neither it nor what follows, which builds on it, can be exercised. */
  reason?: string | undefined;
  check: (fixture: Fixture, events: Events | undefined) => Promise<Found>;
}

/** What has come to the webhooks of a fixture. */
interface Events {
  receiver: Receiver;
  /** Whether the target says itself that it has not tried to send what has happened. */
  isSilent: boolean;
}

/** In this order: each finds what those before have left. */
function partsOf(run: Run, declared: DeclaredFixture): Part[] {
  const parts = [
    ...caseParts(run, declared),
    ...refusedParts(run, declared),
    ...listParts(run, declared),
    ...eventParts(run, declared),
  ];
  let reason: string | undefined;
  return parts.map((part) => ({ ...part, reason: (reason ??= part.reason) }));
}

const operationIn = ({ operations }: Run, operationId: string): Operation[] =>
  operations.filter((one) => one.operationId === operationId);

const caseParts = (run: Run, { cases }: DeclaredFixture): Part[] =>
  Object.entries(cases).flatMap(([name, declared], turn) =>
    operationIn(run, declared.operation).map((operation) => ({
      name,
      operation,
      isFirst: true,
      reason: lacksControl(run, declared.then),
      check: (fixture) => checkCase(fixture, operation, declared, { name, turn }),
    })),
  );

/** Refused requests of each operation, where the records of the fixture are not asked about otherwise. */
function refusedParts(run: Run, { stays, cases }: DeclaredFixture): Part[] {
  if (!stays) return [];
  const templateOf = ({ operationId }: Operation): RequestTemplate =>
    Object.values(cases).find((one) => one.operation === operationId) ?? {};
  const wanted = run.operations.filter((operation) => isWanted(run, operation));
  // They are sent together, with the first part.
  let found: Promise<Map<Operation, Found>> | undefined;
  return run.operations.map((operation) => ({
    name: 'refused',
    operation,
    check: async (fixture) => {
      found ??= checkAllRefused(
        fixture,
        wanted.map((one) => [one, templateOf(one)]),
      );
      return (await found).get(operation) ?? { violations: [] };
    },
  }));
}

const listParts = (run: Run, { lists }: DeclaredFixture): Part[] =>
  Object.entries(lists).flatMap(([name, list]) =>
    operationIn(run, list.operation).flatMap((operation) => {
      // All parts of a list are checked with the first.
      let found: Promise<Map<string, Found>> | undefined;
      return namesOfParts(list).map((part) => ({
        name: `${name}: ${part}`,
        operation,
        check: async (fixture: Fixture) => {
          found ??= checkList(fixture, operation, list);
          return (await found).get(part) ?? 'it was not reached';
        },
      }));
    }),
  );

const eventParts = (run: Run, { events }: DeclaredFixture): Part[] =>
  Object.entries(events).flatMap(([name, event]) =>
    operationIn(run, event.operation).map((operation) => ({
      name,
      operation,
      check: async (fixture, came) => {
        if (!came) return 'nobody listens';
        const found = await checkEvent(fixture, came.receiver, event, came.isSilent);
        // What has not come by then says nothing of the target.
        if (run.signal?.aborted) return endedBefore;
        return typeof found === 'string' ? found : { violations: found };
      },
    })),
  );

const identityOf = (fixture: string, { operation, name }: Part): CaseIdentity =>
  identify(operation, { status: '2XX', example: null, phase: 'relations', case: `${fixture}: ${name}` });

const isWanted = ({ selection }: Run, operation: Operation): boolean =>
  selects(selection, { phase: 'relations', operation, status: '2XX' });

/** Those that have something to check, by name. */
const fixturesOf = (run: Run): [string, DeclaredFixture][] =>
  ofShard(
    run.shard,
    Object.entries(run.recipes.fixtures)
      .filter(([, declared]) => partsOf(run, declared).some(({ operation }) => isWanted(run, operation)))
      .sort(([, one], [, other]) => Number(other.stays ?? false) - Number(one.stays ?? false)),
  );

/** Of what no recipe declares. */
function derivedParts(run: Run): DerivedPart[] {
  const resources = asResources(run);
  const parts = [...madeParts(resources), ...derivedListParts(resources)].map((one) => ({
    ...one,
    operation: documentedOf(one.operation, run.resources),
  }));
  return ofShard(
    run.shard,
    parts.filter(({ operation }) => isWanted(run, operation)),
  );
}

const derivedIdentity = ({ operation, name }: DerivedPart): CaseIdentity =>
  identify(operation, { status: '2XX', example: null, phase: 'relations', case: name });

function planRelations(run: Run): Planned[] {
  const derived = derivedParts(run).map((part): Planned => {
    const calls = [callOf(part.operation, run.recipes)];
    const reason = refusalOf(run, calls);
    return { ...derivedIdentity(part), ...(reason === undefined ? { calls } : { reason, calls: [] }) };
  });
  return [...planFixtures(run), ...derived];
}

function planFixtures(run: Run): Planned[] {
  return fixturesOf(run).flatMap(([name, declared]) => {
    const ofAll = obstacle(run, declared);
    return partsOf(run, declared)
      .filter(({ operation }) => isWanted(run, operation))
      .map((part) => {
        const reason = ofAll ?? part.reason;
        const calls = reason === undefined ? [callOf(part.operation, run.recipes)] : [];
        return { ...identityOf(name, part), ...(reason !== undefined && { reason }), calls };
      });
  });
}

async function runRelations(run: Run, found: PhaseResult): Promise<void> {
  await runFixtures(run, found);
  for (const part of derivedParts(run)) {
    const reason = endOf(run) ?? refusalOf(run, [callOf(part.operation, run.recipes)]);
    const result = await resultOf(derivedIdentity(part), reason ?? (await part.check().catch(foundByError)));
    run.bail.observe(result);
    found.cases.push(result);
  }
}

async function runFixtures(run: Run, { cases }: PhaseResult): Promise<void> {
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

/** Waits for the events of what has happened so far, before more happens. */
async function eventsSoFar({ control }: Run, { cases, events }: DeclaredFixture, receiver: Receiver): Promise<Events> {
  const later = new Set(Object.values(cases).map(({ operation }) => operation));
  const due = Object.values(events).filter(({ operation }) => !later.has(operation)).length;
  // One that is sent again counts once.
  const count = () => new Set(receiver.events.map(({ body }) => body.toString('latin1'))).size;
  await receiver.waitFor(() => count() >= due);
  const mayBeSilent = due > 0 && receiver.events.length === 0 && control !== undefined;
  return { receiver, isSilent: mayBeSilent && (await hasTold(control, receiver.url)) === false };
}

/** A case that fails where the fixture is no longer what it was made for says nothing. */
async function checkPart(
  part: Part,
  fixture: Fixture,
  { lasts }: DeclaredFixture,
  events: Events | undefined,
): Promise<Found> {
  const found = await part.check(fixture, events).catch(foundByError);
  if (typeof found === 'string' || hasPassed(found)) return found;
  for (const step of lasts) {
    const ended = await fixture.context.runStep(step);
    if (ended !== undefined) return `the state that it is about did not last: ${ended}`;
  }
  return found;
}

async function runParts(
  run: Run,
  name: string,
  declared: DeclaredFixture,
  { bystanders, receiver }: { bystanders: Bystanders; receiver: Receiver | undefined },
): Promise<CaseResult[]> {
  const parts = partsOf(run, declared);
  const wanted = parts.filter(({ operation }) => isWanted(run, operation));
  const skip = (part: Part, reason: string): CaseResult => ({ ...identityOf(name, part), ...outcomeOf(reason) });
  const [first, ...others] = wanted;
  if (!first) return [];
  const reason = obstacle(run, declared) ?? first.reason ?? endOf(run);
  if (reason !== undefined) return wanted.map((part) => skip(part, reason));
  const fixture = bystanders.fixtures.get(name) ?? (await Fixture.setUp(run, declared, receiver?.url));
  if (typeof fixture === 'string') return wanted.map((part) => skip(part, fixture));
  if (!(fixture instanceof Fixture)) {
    const failed = await resultOf(identityOf(name, first), fixture);
    const [{ message } = { message: '' }] = fixture.violations;
    return [failed, ...others.map((part) => skip(part, message))];
  }
  const events = receiver && (await eventsSoFar(run, declared, receiver));
  const results: CaseResult[] = [];
  // Those that are not wanted are run, too, where later ones build on them.
  const last = parts.findLastIndex((part) => wanted.includes(part));
  for (const part of parts.slice(0, last + 1)) {
    if (!part.isFirst && !wanted.includes(part)) continue;
    const found = endOf(run) ?? part.reason ?? fixture.leftOpen ?? (await checkPart(part, fixture, declared, events));
    if (!wanted.includes(part)) continue;
    const result = await resultOf(identityOf(name, part), found);
    run.bail.observe(result);
    results.push(result);
  }
  return results;
}
