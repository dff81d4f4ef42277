/**
 * The phase of what must be refused, derived from the document: each required part missing, each rule of a schema
 * broken, each credential missing or wrong, other content, other methods. Every request is valid but for one thing, is
 * proven to be invalid before it goes out, and comes in a situation in which the valid request then succeeds.
 */
import { bailReason } from './bail.js';
import { callsOf, refusalOf } from './calls.js';
import { chooseSchemes } from './credentials.js';
import type { Operation } from './document.js';
import { deriveFromCredentials, deriveFromRequest } from './negatives/derive.js';
import { runGroup, type Derived, type Group } from './negatives/group.js';
import { notExercised } from './negatives/verdict.js';
import { isSuccess, planCases, type Approach, type Case } from './plan.js';
import type { Planned } from './planned.js';
import type { Row } from './report.js';
import type { Findings, Phase, Run } from './run.js';
import { selects } from './selection.js';
import { upgradeSchemas } from './upgrade.js';
import { createRequestValidator } from './validator.js';

export const negatives: Phase = { name: 'negatives', plan: planNegatives, run: runNegatives };

/** How many are derived is known only once the valid request is: they are planned as one. */
function planNegatives(run: Run): Planned[] {
  const cases = planCases(run);
  return wantedOperations(run).map((operation): Planned => {
    const row = notExercisedAtAll(operation, '');
    const ready = readinessOf(run, cases, operation);
    if ('reason' in ready) return { ...row, reason: ready.reason, calls: [] };
    const { reason: _, ...planned } = row;
    return { ...planned, calls: ready.groups.flatMap(({ attempt }) => callsOf(run, operation, attempt)) };
  });
}

const wantedOperations = ({ operations, selection }: Run): Operation[] =>
  operations.filter((operation) => selects(selection, { phase: 'negatives', operation, status: '4XX' }));

interface Ready {
  groups: { attempt: Approach; example: string | null }[];
}

function readinessOf(run: Run, all: readonly Case[], operation: Operation): Ready | { reason: string } {
  if (run.honoursPrefer) return { reason: 'a mock that answers by Prefer has no behaviour of its own' };
  const cases = all.filter((one) => one.operation === operation && isSuccess(one.status));
  const groups = cases.flatMap(({ attempt, example }) => ('reason' in attempt ? [] : [{ attempt, example }]));
  if (groups.length === 0) {
    const reasons = cases.flatMap(({ attempt }) => ('reason' in attempt ? [attempt.reason] : []));
    return { reason: `no request is known that succeeds: ${reasons[0] ?? 'no success is documented'}` };
  }
  const refusal = refusalOf(
    run,
    groups.flatMap(({ attempt }) => callsOf(run, operation, attempt)),
  );
  return refusal === undefined ? { groups } : { reason: refusal };
}

async function runNegatives(run: Run): Promise<Findings> {
  const schemas = { document: upgradeSchemas(run.document), validator: createRequestValidator(run.document) };
  const operations = wantedOperations(run);
  const cases = planCases(run);
  const rows: Row[][] = operations.map(() => []);
  let done = 0;
  const next = async (index: number): Promise<void> => {
    const operation = operations[index];
    if (!operation) return;
    run.progress?.('negatives', done, operations.length);
    rows[index] = await runOperation(run, schemas, cases, operation);
    rows[index].forEach((row) => run.bail.observe(row));
    done += 1;
    await next(index + run.concurrency);
  };
  await Promise.all(Array.from({ length: run.concurrency }, (_, index) => next(index)));
  return { rows: rows.flat(), problems: [] };
}

type Schemas = Parameters<typeof deriveFromRequest>[1];

async function runOperation(run: Run, schemas: Schemas, cases: readonly Case[], operation: Operation): Promise<Row[]> {
  const ready = run.bail.reached ? { reason: bailReason } : readinessOf(run, cases, operation);
  if ('reason' in ready) return [notExercisedAtAll(operation, ready.reason)];
  const [first] = ready.groups;
  if (!first) return [];
  const rows: Row[] = [];
  const known = new Set<string>();
  for (const { attempt, example } of ready.groups) {
    const derive: Group['derive'] = (situation) => {
      const derived = deriveFromRequest(run, schemas, operation, situation);
      const credentials = attempt === first.attempt ? deriveFromCredentials(run, operation, attempt) : nothing;
      return withoutKnown(join(derived, credentials), known);
    };
    rows.push(...(await runGroup(run, { operation, example, approach: attempt, derive })));
  }
  for (const approach of otherSchemes(run, operation, first.attempt)) {
    const derive = () => withoutKnown(deriveFromCredentials(run, operation, approach), known);
    rows.push(...(await runGroup(run, { operation, example: first.example, approach, derive })));
  }
  return rows;
}

const nothing: Derived = { negatives: [], left: [] };

const join = (one: Derived, other: Derived): Derived => ({
  negatives: [...one.negatives, ...other.negatives],
  left: [...one.left, ...other.left],
});

/** Another example of the same operation has other rules to break, but not only. */
function withoutKnown({ negatives, left }: Derived, known: Set<string>): Derived {
  const fresh = negatives.filter(({ name, clause }) => !known.has(`${name} ${clause}`));
  for (const { name, clause } of fresh) known.add(`${name} ${clause}`);
  return { negatives: fresh, left };
}

/** The operation's other ways to show who asks, as far as they are known. */
function otherSchemes({ credentials, recipes }: Run, { security }: Operation, first: Approach): Approach[] {
  if (first.security || first.credentials) return [];
  const known = { ...credentials, ...recipes.credentials };
  const chosen = chooseSchemes({ security }, first, credentials, recipes.credentials).join();
  return security
    .map(Object.keys)
    .filter((names) => names.length > 0 && names.join() !== chosen)
    .filter((names) => names.every((name) => Object.hasOwn(known, name)))
    .map((names) => ({ ...first, security: names }));
}

const notExercisedAtAll = ({ operationId, method, path }: Operation, reason: string): Row => ({
  operationId,
  method,
  path,
  example: null,
  phase: 'negatives',
  case: 'everything',
  ...notExercised(reason),
});
