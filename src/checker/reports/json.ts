/** `{ cases, errors, unvalidated }` of all checks together, for programs. */
import { packageVersion } from '../../openapi/providers.js';
import { withoutMarkers } from '../../http/ci-markers.js';
import type { CaseResult } from '../report.js';
import { formerPhaseNames } from '../selection.js';
import { digestOfJson } from '../shard.js';
import { shardPartOf } from './shard-report.js';
import type { CheckReport } from './check-report.js';

export function renderJson(reports: readonly CheckReport[]): string {
  const [first] = reports;
  const content = {
    cases: reports.flatMap(({ cases }) => cases.map(withFormerName)),
    errors: reports.flatMap(({ errors }) => errors),
    unvalidated: reports.flatMap(({ unvalidated }) => unvalidated),
  };
  const write = (value: object) => withoutMarkers(`${JSON.stringify(value, null, 2)}\n`);
  if (!first?.shard) return write(content);
  const whole = { ...content, shard: shardPartOf(first, first.shard, packageVersion) };
  // The digest detects a file that was cut or changed.
  return write({ ...whole, seal: digestOfJson(whole) });
}

/** For one version: programs that look for `transactions` or `journeys` find them in `formerPhase`. */
function withFormerName(result: CaseResult): object {
  const [formerPhase] = Object.entries(formerPhaseNames).find(([, name]) => name === result.phase) ?? [];
  return formerPhase === undefined ? result : { ...result, formerPhase };
}
