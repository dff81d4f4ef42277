/**
 * The phase of what must be refused, derived from the document: each required part missing, each rule of a schema
 * broken, each credential missing or wrong, other content, other methods. Every request is valid but for one thing, is
 * proven to be invalid before it goes out, and comes in a situation in which the valid request then succeeds.
 */
import { callsOf } from '../recipes/calls.js';
import { chooseSchemes } from '../../openapi/credentials.js';
import type { Operation } from '../../openapi/document.js';
import type { Schemas } from './negatives/schemas-at.js';
import { deriveFromCredentials, deriveFromRequest } from './negatives/derive.js';
import { runGroup, type Derived, type Group } from './negatives/group.js';
import { rowOf } from './negatives/row.js';
import { notExercised } from './negatives/verdict.js';
import { wantedOperations, type Success, type Wanted } from './negatives/wanted.js';
import type { CasePlan } from '../plan.js';
import type { Planned } from '../planned.js';
import type { CaseResult } from '../report.js';
import type { PhaseResult, Phase, Run } from '../run.js';
import { upgradeSchemas } from '../../openapi/upgrade.js';
import { createRequestValidator } from '../validate/schema.js';

export const negatives: Phase = { name: 'negatives', plan: planNegatives, run: runNegatives };

/** Where there is one row for all: in a plan, since what is wrong is derived from the request, and for a skip. */
const everything = 'everything';

function planNegatives(run: Run): Planned[] {
  return wantedOperations(run).map((wanted) => {
    const { operation } = wanted;
    if ('reason' in wanted) {
      return { ...rowOf({ operation, example: null }, everything), reason: wanted.reason, calls: [] };
    }
    const [{ example, casePlan }] = wanted.successes;
    return { ...rowOf({ operation, example }, everything), calls: callsOf(run, operation, casePlan) };
  });
}

async function runNegatives(run: Run): Promise<PhaseResult> {
  const schemas = { document: upgradeSchemas(run.document), validator: createRequestValidator(run.document) };
  const wanted = wantedOperations(run);
  const rows: CaseResult[] = [];
  // One after the other: who moves the clock, or a limit of requests, moves it for everybody.
  for (const [index, one] of wanted.entries()) {
    run.progress?.('negatives', index, wanted.length);
    rows.push(...(await runOperation(run, schemas, one)));
  }
  return { cases: rows, errors: [] };
}

async function runOperation(run: Run, schemas: Schemas, wanted: Wanted): Promise<CaseResult[]> {
  const { operation } = wanted;
  const reason = 'reason' in wanted ? wanted.reason : run.bail.reason;
  if (reason !== undefined || 'reason' in wanted) {
    return [{ ...rowOf({ operation, example: null }, everything), ...notExercised(reason ?? '') }];
  }
  const rows: CaseResult[] = [];
  for (const group of groupsOf(run, schemas, operation, wanted.successes)) rows.push(...(await runGroup(run, group)));
  return rows;
}

function groupsOf(run: Run, schemas: Schemas, operation: Operation, [first, ...others]: [Success, ...Success[]]) {
  const known = new Set<string>();
  const group = ({ example, casePlan }: Success, derive: Group['derive']): Group => ({
    operation,
    example,
    casePlan,
    derive: (precondition) => withoutKnown(derive(precondition), known),
  });
  const fromRequest =
    ({ casePlan }: Success): Group['derive'] =>
    (precondition) =>
      deriveFromRequest(run, schemas, operation, casePlan, precondition);
  const fromCredentials = (casePlan: CasePlan) => deriveFromCredentials(run, operation, casePlan);
  return [
    group(first, (precondition) => join(fromRequest(first)(precondition), fromCredentials(first.casePlan))),
    ...others.map((success) => group(success, fromRequest(success))),
    ...otherSchemes(run, operation, first.casePlan).map((casePlan) => ({
      ...group({ ...first, casePlan }, () => fromCredentials(casePlan)),
      isOtherCredential: true,
    })),
  ];
}

const join = (one: Derived, other: Derived): Derived => ({
  negatives: [...one.negatives, ...other.negatives],
  skipped: [...one.skipped, ...other.skipped],
});

/** Another example of the same operation has other rules to break, but not only. */
function withoutKnown({ negatives: derived, skipped }: Derived, known: Set<string>): Derived {
  const keyOf = ({ name, clause }: Derived['negatives'][number]) => `${name} ${clause}`;
  const fresh = derived.filter((one) => !known.has(keyOf(one)));
  fresh.forEach((one) => known.add(keyOf(one)));
  return { negatives: fresh, skipped };
}

/** The operation's other ways to show who asks, as far as they are known. */
function otherSchemes({ credentials, recipes }: Run, { security }: Operation, first: CasePlan): CasePlan[] {
  if (first.security || first.credentials) return [];
  const known = { ...credentials, ...recipes.credentials };
  const chosen = chooseSchemes({ security }, first, credentials, recipes.credentials).join();
  return security
    .map(Object.keys)
    .filter((names) => names.length > 0 && names.join() !== chosen)
    .filter((names) => names.every((name) => Object.hasOwn(known, name)))
    .map((names) => ({ ...first, security: names }));
}
