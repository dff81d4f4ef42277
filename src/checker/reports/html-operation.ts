/** One operation on the HTML page: its statuses with their cases and clauses. */
import type { CoveredPart } from '../validate/coverage-parts.js';
import type { CoveredResponse } from '../validate/coverage.js';
import type { CaseResult } from '../report.js';
import { escape } from './html-escape.js';

export interface OperationView {
  operationId: string;
  method: string;
  path: string;
  results: CaseResult[];
  responses: CoveredResponse[];
}

type State = 'ok' | 'broken' | 'warned' | 'grey';

export function renderOperation({ operationId, method, path, results, responses }: OperationView): string {
  const statuses = [
    ...new Set([...responses.map(({ status }) => status), ...results.map(({ status }) => String(status))]),
  ];
  const blocks = statuses.map((status) =>
    renderStatus(
      status,
      results.filter((result) => String(result.status) === status),
      responses.find((response) => response.status === status),
    ),
  );
  return `<details class="operation" data-name="${escape(`${operationId} ${path}`.toLowerCase())}" open>
<summary><strong>${escape(operationId)}</strong> <code>${escape(method)} ${escape(path)}</code></summary>
${blocks.join('\n')}
</details>`;
}

function renderStatus(status: string, results: readonly CaseResult[], response: CoveredResponse | undefined): string {
  const parts = response?.parts ?? [];
  const validated = response?.validated ?? 0;
  const state: State = results.some(({ outcome }) => outcome === 'failed') ? 'broken' : validated > 0 ? 'ok' : 'grey';
  return `<section class="status"><h3 data-state="${state}">${escape(status)} <small>${
    response ? `${validated} validated` : 'not documented'
  }</small></h3>
<ul class="cases">${results.map(renderCase).join('')}</ul>
${parts.length > 0 ? `<ul class="clauses">${parts.map(renderPart).join('')}</ul>` : ''}</section>`;
}

function renderCase(result: CaseResult): string {
  const name = [result.example, result.case].filter(Boolean).join(' ') || 'without example';
  const times = result.times === undefined ? '' : ` × ${result.times}`;
  const title = result.reason ? ` title="${escape(result.reason)}"` : '';
  return `<li data-state="${stateOf(result)}"${title}>${escape(name + times)} <small>${result.phase}</small></li>`;
}

function stateOf({ outcome, violations }: CaseResult): State {
  if (outcome === 'skipped') return 'grey';
  if (outcome === 'failed') return 'broken';
  return violations.length > 0 ? 'warned' : 'ok';
}

const partStates: Record<CoveredPart['state'], State> = { seen: 'ok', broken: 'broken', unseen: 'grey' };

function renderPart({ what, at, label, clause, state }: CoveredPart): string {
  const name = at === '' ? 'the body' : at;
  const more = what === 'alternative' ? ` is ${label}` : what === 'value' ? ` = ${label}` : '';
  const text = `${what === 'header' ? 'header ' : ''}${name}${more}`;
  return `<li data-state="${partStates[state]}" title="#${escape(clause)}">${escape(text)}</li>`;
}
