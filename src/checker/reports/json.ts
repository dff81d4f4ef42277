/** `{ cases, errors, unjudged }` of all checks together, for programs. */
import { withoutMarkers } from '../../http/ci-markers.js';
import type { CaseResult } from '../report.js';
import { formerPhaseNames } from '../selection.js';
import type { CheckReport } from './check-report.js';

export const renderJson = (reports: readonly CheckReport[]): string =>
  withoutMarkers(
    `${JSON.stringify(
      {
        cases: reports.flatMap(({ cases }) => cases.map(withFormerName)),
        errors: reports.flatMap(({ errors }) => errors),
        unjudged: reports.flatMap(({ unjudged }) => unjudged),
      },
      null,
      2,
    )}\n`,
  );

/** For one version: programs that look for `transactions` or `journeys` find them as `formerPhase`. */
function withFormerName(result: CaseResult): object {
  const [formerPhase] = Object.entries(formerPhaseNames).find(([, name]) => name === result.phase) ?? [];
  return formerPhase === undefined ? result : { ...result, formerPhase };
}
