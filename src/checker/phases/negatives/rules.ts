/** Derives negatives from `rules.yaml`, for each operation that a rule applies to. */
import { operationPointer, type Operation } from '../../../openapi/document.js';
import { applyRule } from '../../recipes/rules.js';
import type { Run } from '../../run.js';
import type { Derived } from './group.js';
import type { BodyValue } from '../../../openapi/request.js';
import type { Negative } from './negative.js';
import { lacksControl } from '../../recipes/step.js';

/** @param schemes those of the valid request */
export function ruleNegatives(
  run: Run,
  operation: Operation,
  body: BodyValue | undefined,
  schemes: readonly string[],
): Derived {
  const negatives: Negative[] = [];
  const skipped: Derived['skipped'] = [];
  for (const [name, rule] of Object.entries(run.recipes.rules)) {
    if (rule.accepted) continue;
    const change = applyRule(rule, operation.operationId, body?.value, schemes);
    if (!change) continue;
    const { given = [], status } = rule;
    const reason = lacksControl(run, given);
    if (reason !== undefined) {
      skipped.push({ name: `rule ${name}`, reason });
      continue;
    }
    negatives.push({
      name: `rule ${name}`,
      clause: operationPointer(operation),
      refusal: change.credentials || change.security ? 'credentials' : 'request',
      hasCurl: false,
      change: { ...change, given },
      ...(status !== undefined && { status }),
    });
  }
  return { negatives, skipped };
}
