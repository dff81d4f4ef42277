/**
 * Derives requests that must be refused from the document: each differs from a valid request in one thing, such as a
 * missing member or a wrong credential. Each is sent where the valid request would succeed, which is sent last.
 */
import { callsOf } from '../recipes/calls.js';
import { chooseSchemes } from '../../openapi/credentials.js';
import type { Operation } from '../../openapi/document.js';
import type { Schemas } from './negatives/schemas-at.js';
import { deriveFromCredentials, deriveFromRequest } from './negatives/derive.js';
import { Bystanders } from './relations/bystanders.js';
import { everything, identityOf, runGroup, type Derived, type Group } from './negatives/group.js';
import { wantedOperations, type Success, type Wanted } from './negatives/wanted.js';
import type { CasePlan } from '../plan.js';
import type { Planned } from '../planned.js';
import { resultOf } from '../found.js';
import { outcomeOf, type CaseResult } from '../report.js';
import { endOf, type PhaseResult, type Phase, type Run } from '../run.js';
import { upgradeSchemas } from '../../openapi/upgrade.js';
import { createRequestValidator } from '../validate/schema.js';

export const negatives: Phase = { name: 'negatives', plan: planNegatives, run: runNegatives };

/** Name of the case that checks records which no request of the operation is about. */
const beside = 'afterwards, what they are not about is as it was';

function planNegatives(run: Run): Planned[] {
  return wantedOperations(run).map((wanted) => {
    const { operation } = wanted;
    if ('reason' in wanted) {
      return { ...identityOf({ operation, example: null }, everything), reason: wanted.reason, calls: [] };
    }
    const [{ example, casePlan }] = wanted.successes;
    return { ...identityOf({ operation, example }, everything), calls: callsOf(run, operation, casePlan) };
  });
}

async function runNegatives(run: Run, found: PhaseResult): Promise<void> {
  const schemas = { document: upgradeSchemas(run.document), validator: createRequestValidator(run.document) };
  const wanted = wantedOperations(run);
  const isAnySent = wanted.some((one) => 'successes' in one);
  const bystanders = isAnySent ? await Bystanders.of(run) : undefined;
  // The cases run in sequence: they share the clock and the rate limits of the target.
  for (const [index, one] of wanted.entries()) {
    run.progress?.('negatives', index, wanted.length);
    for (const result of await runOperation(run, schemas, one, bystanders)) found.cases.push(result);
  }
}

async function runOperation(
  run: Run,
  schemas: Schemas,
  wanted: Wanted,
  bystanders: Bystanders | undefined,
): Promise<CaseResult[]> {
  const { operation } = wanted;
  const reason = 'reason' in wanted ? wanted.reason : run.bail.reason;
  if (reason !== undefined || 'reason' in wanted) {
    return [{ ...identityOf({ operation, example: null }, everything), ...outcomeOf(reason ?? '') }];
  }
  const results: CaseResult[] = [];
  for (const group of groupsOf(run, schemas, operation, wanted.successes))
    for (const result of await runGroup(run, group)) results.push(result);
  const touched = endOf(run) === undefined ? await bystanders?.touched() : undefined;
  if (touched) {
    const result = await resultOf(identityOf({ operation, example: null }, beside), touched);
    run.bail.observe(result);
    results.push(result);
  }
  return results;
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

/**
 * Leaves out the negatives that an earlier example of the same operation has already, but for values of another type:
 * what converts them often does so on one path only.
 */
function withoutKnown({ negatives: derived, skipped }: Derived, known: Set<string>): Derived {
  const keyOf = ({ name, clause }: Derived['negatives'][number]) => `${name} ${clause}`;
  const fresh = derived.filter((one) => one.isConvertible || !known.has(keyOf(one)));
  fresh.forEach((one) => known.add(keyOf(one)));
  return { negatives: fresh, skipped };
}

/** The operation's other security requirements of which all credentials are known. */
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
