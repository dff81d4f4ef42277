/** The plan of a check, before anything is sent. */
import type { CaseIdentity } from './report.js';

export interface PlannedCall {
  operationId: string;
  /** Whether the call changes nothing. */
  isSafe: boolean;
}

export interface Planned extends CaseIdentity {
  /** Why the case will not be exercised. */
  reason?: string;
  /** The calls that it makes at least; empty where it is not exercised. */
  calls: readonly PlannedCall[];
}

/** How often a run calls each operation at least, in the order of the first call. */
export function countCalls(planned: readonly Planned[]): (PlannedCall & { times: number })[] {
  const counted = new Map<string, PlannedCall & { times: number }>();
  for (const call of planned.flatMap(({ calls }) => calls)) {
    const before = counted.get(call.operationId) ?? { ...call, times: 0 };
    counted.set(call.operationId, { ...before, times: before.times + 1 });
  }
  return [...counted.values()];
}
