/** The output of `check --list`, and the warning before a run that changes someone's server. */
import { countCalls, type Planned } from '../../checker/planned.js';

export function renderPlan(planned: readonly Planned[]): string {
  const width = Math.max(0, ...planned.map(({ operationId }) => operationId.length));
  const cases = planned.map(({ phase, operationId, status, example, case: part, reason }) => {
    const name = [operationId.padEnd(width), status, example ?? part].filter((one) => one !== undefined).join(' ');
    return `${phase.padEnd(9)}  ${reason === undefined ? name : `${name}\n${' '.repeat(11)}not exercised: ${reason}`}`;
  });
  const left = planned.filter(({ reason }) => reason !== undefined).length;
  const calls = countCalls(planned).map(
    ({ operationId, times, isSafe }) => `  ${operationId}: ${times}${isSafe ? ' (safe)' : ''}`,
  );
  return [
    ...cases,
    '',
    `${planned.length - left} of ${planned.length} cases would be exercised, with at least these calls:`,
    ...calls,
    '',
  ].join('\n');
}

export const planAsJson = (planned: readonly Planned[]): object => ({
  cases: planned.map(({ calls, ...one }) => ({ ...one, calls: calls.map(({ operationId }) => operationId) })),
  calls: countCalls(planned),
});

/** A sentence, or undefined for a run with safe calls only. */
export function warnOfChanges(planned: readonly Planned[], host: string): string | undefined {
  const unsafe = countCalls(planned).filter(({ isSafe }) => !isSafe);
  if (unsafe.length === 0) return undefined;
  const list = unsafe.map(({ operationId, times }) => `${operationId} ${times}`).join(', ');
  return `kyc-contracts: this run may create and change things at ${host}: ${list} (--read-only leaves that out)\n`;
}
