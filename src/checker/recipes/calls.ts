/** The operations that a case calls, and whether each is safe (RFC 9110, 9.2.1). */
import { ownMember } from '../../openapi/own.js';
import { chooseSchemes } from '../../openapi/credentials.js';
import type { Operation } from '../../openapi/document.js';
import type { Recipes, Step, RequestTemplate } from './recipe.js';
import type { PlannedCall } from '../planned.js';
import type { Run } from '../run.js';

type Plan = Pick<Run, 'operations' | 'recipes' | 'credentials' | 'control'>;

/** GET is safe by definition; for POST the recipes say so. */
export const isSafe = ({ method, operationId }: Operation, { safe }: Recipes): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) || safe.includes(operationId);

export const callOf = (operation: Operation, recipes: Recipes): PlannedCall => ({
  operationId: operation.operationId,
  isSafe: isSafe(operation, recipes),
});

/** The calls of a request, with those that come before and after it, in order. */
export function callsOf(
  plan: Plan,
  operation: Operation,
  template: RequestTemplate & { given?: readonly Step[]; then?: readonly Step[] },
): PlannedCall[] {
  const obtained = new Set<string>();
  const steps = (list: readonly Step[] = []) => list.flatMap((step) => stepCalls(plan, step, obtained));
  return [...steps(template.given), ...requestCalls(plan, operation, template, obtained), ...steps(template.then)];
}

function stepCalls(plan: Plan, step: Step, obtained: Set<string>): PlannedCall[] {
  if ('control' in step) {
    const operation = plan.control?.operations.get(step.control);
    return [{ operationId: step.control, isSafe: operation?.method === 'GET' }];
  }
  const operation = plan.operations.find(({ operationId }) => operationId === step.operation);
  return operation ? requestCalls(plan, operation, step, obtained) : [];
}

/** A credential that the user has not given is obtained once a case. */
function requestCalls(
  plan: Plan,
  operation: Operation,
  template: RequestTemplate,
  obtained: Set<string>,
): PlannedCall[] {
  const { credentials, recipes } = plan;
  const known = { ...credentials, ...template.credentials };
  const calls = chooseSchemes(operation, template, credentials, recipes.credentials).flatMap(
    (scheme): PlannedCall[] => {
      const source = ownMember(recipes.credentials, scheme);
      if (Object.hasOwn(known, scheme) || obtained.has(scheme) || source?.operation === undefined) return [];
      obtained.add(scheme);
      return [...(source.given ?? []), source].flatMap((step) => stepCalls(plan, step, obtained));
    },
  );
  return [...calls, callOf(operation, recipes)];
}

/** Why `--read-only` leaves a case out; undefined when it does not. */
export function refusalOf({ readOnly }: Pick<Run, 'readOnly'>, calls: readonly PlannedCall[]): string | undefined {
  const unsafe = readOnly ? calls.find((call) => !call.isSafe) : undefined;
  return unsafe && `--read-only: ${unsafe.operationId} is not known to be safe`;
}
