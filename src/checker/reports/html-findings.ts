/** The violations and the reasons why something was not exercised, on the HTML page. */
import { isFailure, sayCases, sayEvidence, sayViolation, type GroupedViolation } from './grouped-violation.js';
import { caseName, type CaseResult } from '../report.js';
import { byReason } from './check-report.js';
import { escape } from './html-escape.js';

export function renderViolation(finding: GroupedViolation): string {
  const { violation, rows } = finding;
  const evidence = sayEvidence(violation);
  const curl = rows.find((row) => row.curl)?.curl;
  return `<details class="violation" data-state="${isFailure(finding) ? 'broken' : 'warned'}">
<summary>${escape(sayViolation(violation))} <small>in ${escape(sayCases(finding))}</small></summary>
<dl>
<dt>Code</dt><dd><code>${violation.code}</code></dd>
${violation.clause ? `<dt>Document</dt><dd><code>#${escape(violation.clause)}</code></dd>` : ''}
${evidence ? `<dt>Evidence</dt><dd>${escape(evidence)}</dd>` : ''}
<dt>Cases</dt><dd>${rows.map((row) => escape(caseName(row))).join('<br>')}</dd>
</dl>
${curl ? `<pre>${escape(curl)}</pre>` : ''}
</details>`;
}

export function renderReasons(rows: readonly CaseResult[]): string {
  const reasons = [...byReason(rows)];
  if (reasons.length === 0) return '';
  const items = reasons.map(
    ([reason, cases]) =>
      `<details data-state="grey"><summary>${escape(reason)} <small>${cases.length}</small></summary><p>${cases
        .map((row) => escape(caseName(row)))
        .join('<br>')}</p></details>`,
  );
  return `<section><h2>Not exercised, because</h2>${items.join('\n')}</section>`;
}
