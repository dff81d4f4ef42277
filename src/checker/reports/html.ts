/**
 * One page with the coverage of every operation, status, example and clause. It loads nothing, so that it opens from a
 * disk, a mail or the artifacts of a CI system.
 */
import { createHash } from 'node:crypto';
import type { CoveredResponse } from '../validate/coverage.js';
import { groupViolations } from './grouped-violation.js';
import type { CaseResult } from '../report.js';
import { isPartial, type CheckReport } from './check-report.js';
import { sayCounts, sayCoverage } from './figures.js';
import { renderViolation, renderReasons } from './html-violations.js';
import { renderOperation, type OperationView } from './html-operation.js';
import { escape } from './html-escape.js';
import { script, style } from './html-assets.js';

export function renderHtml(reports: readonly CheckReport[]): string {
  const title = `Contract check: ${reports.map(({ name }) => name).join(', ')}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${hash(style)}; script-src ${hash(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
${filter}
${reports.map(section).join('\n')}
<script>${script}</script>
</body>
</html>
`;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const filter = `<form class="filter" aria-label="Filter">
${[
  ['all', 'Everything'],
  ['broken', 'Broken'],
  ['warned', 'Warnings'],
  ['grey', 'Not seen'],
  ['ok', 'Kept'],
]
  .map(
    ([value, label], index) =>
      `<label><input type="radio" name="show" id="show-${value}" value="${value}"${index === 0 ? ' checked' : ''}> ${label}</label>`,
  )
  .join('\n')}
<label>Operation or clause <input type="search" id="search" placeholder="flow_requested"></label>
</form>`;

function section(report: CheckReport): string {
  const { name, target, startedAt, seconds, cases, errors, unvalidated, coverage } = report;
  const groups = groupViolations(cases);
  const seen = sayCoverage(coverage);
  return `<main>
<header>
<h1>${escape(name)}</h1>
<p>at <code>${escape(target)}</code>, <time>${startedAt.toISOString()}</time>, ${seconds.toFixed(1)} s</p>
${isPartial(report) ? '<p class="partial">This report is partial: the run did not end by itself.</p>' : ''}
<p class="counts"><strong>${escape(sayCounts(cases, errors))}</strong>${seen ? `<br>${escape(seen)}` : ''}</p>
</header>
${list(
  'Run errors',
  'broken',
  errors.map(({ message }) => message),
)}
${groups.length > 0 ? `<section class="violations"><h2>Violations</h2>${groups.map(renderViolation).join('\n')}</section>` : ''}
${renderReasons(cases)}
${list(
  'Not validated',
  'grey',
  unvalidated.map(({ clause, reason }) => `${reason} (#${clause})`),
)}
<section><h2>Coverage</h2>
<p class="key"><span data-state="ok">kept</span> <span data-state="broken">broken</span> <span data-state="warned">warning</span> <span data-state="grey">never seen or not exercised</span></p>
${operationsOf(cases, coverage).map(renderOperation).join('\n')}
</section>
</main>`;
}

const list = (title: string, state: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `<section><h2>${title}</h2><ul>${lines.map((line) => `<li data-state="${state}">${escape(line)}</li>`).join('')}</ul></section>`;

/** Operations in the document's order; unknown ones come last. */
function operationsOf(results: readonly CaseResult[], coverage: readonly CoveredResponse[]): OperationView[] {
  const views = new Map<string, OperationView>();
  for (const { operationId, method, path } of [...coverage, ...results]) {
    const known = views.get(operationId);
    if (!known) views.set(operationId, { operationId, method, path, results: [], responses: [] });
  }
  for (const result of results) views.get(result.operationId)?.results.push(result);
  for (const response of coverage) views.get(response.operationId)?.responses.push(response);
  return [...views.values()];
}
