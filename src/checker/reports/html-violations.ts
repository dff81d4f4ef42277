/** The violations, and the reasons for skipped cases, on the HTML page. */
import { isFailure, sayCases, sayEvidence, sayViolation, type GroupedViolation } from './grouped-violation.js';
import { caseName, type CaseResult } from '../report.js';
import { byReason } from './check-report.js';
import { escape } from './html-escape.js';

export function renderViolation(group: GroupedViolation): string {
  const { violation, results } = group;
  const evidence = sayEvidence(violation);
  const curl = results.find((result) => result.curl)?.curl;
  return `<details class="violation" data-state="${isFailure(group) ? 'broken' : 'warned'}">
<summary>${escape(sayViolation(violation))} <small>in ${escape(sayCases(group))}</small></summary>
<dl>
<dt>Code</dt><dd><code>${violation.code}</code></dd>
${violation.clause ? `<dt>Document</dt><dd><code>#${escape(violation.clause)}</code></dd>` : ''}
${evidence ? `<dt>Evidence</dt><dd>${escape(evidence)}</dd>` : ''}
<dt>Cases</dt><dd>${results.map((result) => escape(caseName(result))).join('<br>')}</dd>
</dl>
${curl ? `<pre>${escape(curl)}</pre>` : ''}
</details>`;
}

export function renderReasons(results: readonly CaseResult[]): string {
  const reasons = [...byReason(results)];
  if (reasons.length === 0) return '';
  const items = reasons.map(
    ([reason, cases]) =>
      `<details data-state="grey"><summary>${escape(reason)} <small>${cases.length}</small></summary><p>${cases
        .map((result) => escape(caseName(result)))
        .join('<br>')}</p></details>`,
  );
  return `<section><h2>Not exercised, because</h2>${items.join('\n')}</section>`;
}
