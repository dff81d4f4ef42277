/** Selects the operations to test and, for each, a request that is known to succeed. */
import { callsOf, refusalOf } from '../../recipes/calls.js';
import { forces } from '../../control.js';
import type { Operation } from '../../../openapi/document.js';
import { planCases, requestExamples, type CasePlan, type Case } from '../../plan.js';
import { isSuccess } from '../../status.js';
import type { Run } from '../../run.js';
import { selects } from '../../selection.js';
import { ofShard } from '../../shard.js';

export interface Success {
  example: string | null;
  casePlan: CasePlan;
  /** Whether some of the request is made from a schema: nothing then says that it succeeds. */
  isMade: boolean;
}

export type Wanted = { operation: Operation } & (
  | {
      successes: [Success, ...Success[]];
      /** Names of the examples of the request that belong to no response. */
      spare: readonly string[];
    }
  | { reason: string }
);

/** A mock has no credentials and no state: its refusals say nothing about an implementation. */
const ofMocks = 'a mock that answers by Prefer has no behaviour of its own';

export function wantedOperations(run: Run, phase: 'negatives' | 'positives' = 'negatives'): Wanted[] {
  const status = phase === 'negatives' ? '4XX' : '2XX';
  const { selection, operations } = run;
  const cases = run.honoursPrefer ? [] : planCases(run);
  const wanted = operations.filter((operation) => selects(selection, { phase, operation, status }));
  return ofShard(run.shard, wanted).map((operation) => {
    if (run.honoursPrefer) return { operation, reason: ofMocks };
    const own = cases.filter((one) => one.operation === operation);
    const found = successesOf(
      run,
      own.filter((one) => isSuccess(one.status)),
    );
    return 'reason' in found ? { operation, ...found } : { operation, ...found, spare: spareOf(run, operation, own) };
  });
}

/** The first one is what the plain request has. */
function spareOf({ document }: Run, operation: Operation, cases: readonly Case[]): string[] {
  const used = cases.flatMap(({ example, casePlan }) => [example, 'from' in casePlan ? casePlan.from : undefined]);
  const isPlainSent = cases.some(({ casePlan }) => !('reason' in casePlan) && casePlan.from === undefined);
  const names = [...requestExamples(document, operation)];
  return names.filter((name, index) => !used.includes(name) && !(isPlainSent && index === 0));
}

function successesOf(run: Run, cases: readonly Case[]): { successes: [Success, ...Success[]] } | { reason: string } {
  const reasons: string[] = [];
  const successes: Success[] = [];
  for (const { operation, casePlan, example, made } of cases) {
    const reason = 'reason' in casePlan ? casePlan.reason : obstacleTo(run, operation, casePlan);
    if (reason !== undefined) reasons.push(reason);
    else successes.push({ example, casePlan: casePlan as CasePlan, isMade: made !== undefined });
  }
  const [first, ...others] = successes;
  if (first) return { successes: [first, ...others] };
  return { reason: `no request is known that succeeds: ${reasons[0] ?? 'no success is documented'}` };
}

function obstacleTo(run: Run, operation: Operation, casePlan: CasePlan): string | undefined {
  // A stub would answer every request alike.
  if (casePlan.given.some((step) => forces(step, operation))) return 'its success is forced by its recipe';
  return refusalOf(run, callsOf(run, operation, casePlan));
}
