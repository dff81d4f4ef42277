/** The Arazzo workflows of a provider, each as a sequence diagram and a table of steps. */
import { join } from 'node:path';
import { readWorkflows, type Workflow, type WorkflowStep } from '../../src/checker/phases/workflows/arazzo.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { badge, note, provenanceOf } from './evidence.js';
import { cell, fence, prose, table } from './markdown.js';
import { operationPath } from './operation-page.js';
import type { Page } from './page.js';
import { labelOf, text, type DocumentedOperation, type ProviderDocument } from './provider-document.js';

export const workflowFolder = (provider: string): string => join(packageRoot, 'spec', provider, 'workflows');

/** Undefined for a provider without workflows. */
export function workflowsPage(document: ProviderDocument): Page | undefined {
  const { name, sources } = document;
  const label = labelOf(document);
  const read = readWorkflows(workflowFolder(name));
  if (!read) return undefined;
  const workflows = [...read.descriptions].flatMap(([file, { workflows }]) =>
    workflows.map((workflow) => ({ file, workflow })),
  );
  // Workflows that succeed come first, since newcomers look for them.
  workflows.sort((one, other) => Number(isRefused(one.workflow)) - Number(isRefused(other.workflow)));
  return {
    path: `${name}/workflows`,
    title: `${label}: workflows`,
    description: `The calls of ${label} in the order in which an app makes them, from the Arazzo documents.`,
    body: [
      `# ${label}: workflows`,
      'What only a sequence of calls shows. Each workflow is an [Arazzo](https://spec.openapis.org/arazzo/v1.0.1.html) ' +
        'document, which `kyc-contracts check` runs against an implementation.',
      ...workflows.flatMap(({ file, workflow }) => {
        const provenance = provenanceOf(workflow);
        return [
          `## ${prose(text(workflow.summary))} {#${workflow.workflowId}}`,
          badge(provenance, sources),
          prose(text(workflow.description)),
          provenance && provenance.status !== 'documented' ? note(provenance) : '',
          fence('mermaid', sequence(label, document, workflow)),
          table(
            ['Step', 'Call', 'Expected'],
            workflow.steps.map((step) => [`\`${step.stepId}\``, call(document, step), expected(step)]),
          ),
          `<a href="./workflows/${file}" target="_self" download>${file}</a>`,
        ].filter(Boolean);
      }),
    ].join('\n\n'),
  };
}

function call({ name, operations }: ProviderDocument, step: WorkflowStep): string {
  const operation = operations.find(({ operationId }) => operationId === operationOf(step));
  if (operation) return `[\`${operation.operationId}\`](/${operationPath(name, operation.operationId)})`;
  const id = otherWorkflow(step);
  return id ? `workflow [\`${id}\`](#${id})` : '';
}

function expected(step: WorkflowStep): string {
  const conditions = conditionsOf(step).map((condition) => `\`${cell(condition)}\``);
  const again = (Array.isArray(step.onFailure) ? step.onFailure : []) as {
    type?: string;
    retryAfter?: number;
    retryLimit?: number;
  }[];
  const retries = again
    .filter(({ type }) => type === 'retry')
    .map(({ retryAfter, retryLimit }) => `else again after ${retryAfter} s, ${retryLimit} times at most`);
  return [...conditions, ...retries].join('<br>') || (otherWorkflow(step) ? 'as there' : '');
}

/** A Mermaid diagram. Labels contain no character with a meaning in Mermaid. */
function sequence(label: string, { operations }: ProviderDocument, workflow: Workflow): string {
  const lines = workflow.steps.flatMap((step) => {
    const operation = operations.find(({ operationId }) => operationId === operationOf(step));
    if (!operation) {
      const id = otherWorkflow(step);
      return id ? [`Note over App,Provider: workflow ${id}`] : [];
    }
    const [status = '2xx'] = conditionsOf(step).flatMap(
      (condition) => /\$statusCode == (\d+)/.exec(condition)?.[1] ?? [],
    );
    const facts = conditionsOf(step).flatMap((condition) => {
      const match = /\$response\.body#\/(\S+) == '?([^']+)'?$/.exec(condition);
      return match && match[1] !== 'success' ? [`${match[1]!.split('/').at(-1)} ${match[2]}`] : [];
    });
    const retries = JSON.stringify(step.onFailure ?? '').includes('"retry"');
    return [
      `App->>Provider: ${operation.method} ${pathOf(operation)}`,
      `Provider-->>App: ${[status, ...facts.slice(0, 1)].join(' ')}`,
      ...(retries ? ['Note over App,Provider: repeated until then'] : []),
    ];
  });
  return [
    'sequenceDiagram',
    '  participant App as Your app',
    `  participant Provider as ${label}`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

const isRefused = ({ steps }: Workflow) =>
  steps.some((step) => conditionsOf(step).some((condition) => /\$statusCode == 4/.test(condition)));

const pathOf = ({ path }: DocumentedOperation) => path.replaceAll(/[{}]/g, '');

function operationOf(step: WorkflowStep): string {
  return text(step.operationId).split('.').at(-1) ?? '';
}

function otherWorkflow(step: WorkflowStep): string {
  return text(step.workflowId).split('.').at(-1) ?? '';
}

function conditionsOf(step: WorkflowStep): string[] {
  const criteria = Array.isArray(step.successCriteria) ? step.successCriteria : [];
  return criteria.map((criterion) => text((criterion as { condition?: unknown }).condition)).filter(Boolean);
}
