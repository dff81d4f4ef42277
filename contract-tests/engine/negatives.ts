/**
 * The phase of what must be refused, derived from the document: each required part missing, each rule of a schema
 * broken, each credential missing or wrong, other content, other methods. Every request is valid but for one thing, is
 * proven to be invalid before it goes out, and comes in a situation in which the valid request then succeeds.
 */
import { chooseSchemes } from './credentials.js';
import type { Operation } from './document.js';
import { deriveFromCredentials, deriveFromRequest } from './negatives/derive.js';
import { runGroup, type Derived, type Group } from './negatives/group.js';
import { notExercised } from './negatives/verdict.js';
import { isSuccess, planCases, type Approach } from './plan.js';
import type { Row } from './report.js';
import { selected, type Findings, type Run } from './run.js';
import { upgradeSchemas } from './upgrade.js';
import { createRequestValidator } from './validator.js';

export async function runNegatives(run: Run): Promise<Findings> {
  if (run.honoursPrefer) return { rows: selected(run).map((one) => notExercisedAtAll(one, ofMocks)), problems: [] };
  const schemas = { document: upgradeSchemas(run.document), validator: createRequestValidator(run.document) };
  const cases = planCases({ ...run, honoursPrefer: false });
  const rows: Row[] = [];
  for (const operation of selected(run)) {
    const successes = cases.filter((one) => one.operation === operation && isSuccess(one.status));
    const groups = successes.flatMap(({ attempt, example }) => ('reason' in attempt ? [] : [{ attempt, example }]));
    const [first] = groups;
    if (!first) {
      const reasons = successes.flatMap(({ attempt }) => ('reason' in attempt ? [attempt.reason] : []));
      const reason = reasons[0] ?? 'no success is documented';
      rows.push(notExercisedAtAll(operation, `no request is known that succeeds: ${reason}`));
      continue;
    }
    const known = new Set<string>();
    for (const { attempt, example } of groups) {
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
  }
  return { rows, problems: [] };
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

/** Its answers to what is wrong are the mock's own, and no implementation's: it has no credentials and no state. */
const ofMocks = 'a mock that answers by Prefer has no behaviour of its own';

const notExercisedAtAll = ({ operationId, method, path }: Operation, reason: string): Row => ({
  operationId,
  method,
  path,
  example: null,
  phase: 'negatives',
  case: 'everything',
  ...notExercised(reason),
});
