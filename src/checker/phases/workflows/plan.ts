/** Plans each workflow: the operation of every step, with the steps of workflows within it. */
import { CliError } from '../../../openapi/cli-error.js';
import { operationPointer, isObject, type Json, type JsonObject, type Operation } from '../../../openapi/document.js';
import { provenanceAt, type Provenance } from '../../../openapi/provenance.js';
import type { Description, Workflow, Workflows, WorkflowStep } from './arazzo.js';

export interface PlannedWorkflow {
  workflowId: string;
  /** Name of its file. */
  file: string;
  steps: PlannedStep[];
  /** Whether a step may be skipped, since an action may end the workflow or go to another step. */
  branches: boolean;
}

export interface PlannedStep {
  /** The name with its workflows: `kycToPassed/signUp/register`. */
  name: string;
  /** `<workflowId>/<stepId>`, by the workflow that has the step. */
  tag: string;
  operation: Operation;
  /** The documented status that its criteria ask for; `-` where they ask for none. */
  status: string;
  /** Whether the step may be repeated, since the result that it waits for takes time. */
  waits: boolean;
  /** How often it is repeated at most, where it waits. */
  retryLimit: number;
  /** The source of what it expects, where the workflow names one. */
  provenance: Provenance | undefined;
}

/** @throws {CliError} exit code 2, naming file and step, for a step that names what is not there. */
export function planWorkflows({ descriptions }: Workflows, operations: readonly Operation[]): PlannedWorkflow[] {
  const planner = new Planner(descriptions, operations);
  return [...descriptions].flatMap(([file, description]) =>
    description.workflows.map((workflow) => ({
      workflowId: workflow.workflowId,
      file,
      steps: planner.steps(file, workflow, workflow.workflowId, []),
      branches: planner.branches,
    })),
  );
}

class Planner {
  readonly #descriptions: Workflows['descriptions'];
  readonly #operations: readonly Operation[];
  branches = false;

  constructor(descriptions: Workflows['descriptions'], operations: readonly Operation[]) {
    this.#descriptions = descriptions;
    this.#operations = operations;
  }

  steps(file: string, workflow: Workflow, prefix: string, within: readonly Workflow[]): PlannedStep[] {
    if (within.length === 0) this.branches = false;
    if (within.includes(workflow))
      throw new CliError(`${file}: the workflow "${workflow.workflowId}" is within itself`, 2);
    this.branches ||= branchesIn(workflow);
    return workflow.steps.flatMap((step) => {
      const name = `${prefix}/${step.stepId}`;
      if (typeof step.workflowId !== 'string')
        return [this.#step(file, name, `${workflow.workflowId}/${step.stepId}`, step)];
      const [innerFile, inner] = this.#workflow(file, step, step.workflowId);
      return this.steps(innerFile, inner, name, [...within, workflow]);
    });
  }

  #step(file: string, name: string, tag: string, step: WorkflowStep): PlannedStep {
    const wanted = step.operationId ?? step.operationPath;
    const operation = this.#operations.find((one) => isMeant(one, step));
    if (operation)
      return {
        ...{ name, tag, operation, status: statusOf(step, operation) },
        waits: actionsOf(step).some(isRetry),
        retryLimit: Math.max(0, ...actionsOf(step).filter(isRetry).map(retryLimitOf)),
        provenance: provenanceAt(step, ''),
      };
    const what =
      typeof wanted === 'string' ? `names "${wanted}", which is no operation of the document` : 'has no operation';
    throw new CliError(`${file}: the step ${name} ${what}`, 2);
  }

  #workflow(file: string, step: WorkflowStep, reference: string): [string, Workflow] {
    const [, source, workflowId = reference] = /^\$sourceDescriptions\.([\w-]+)\.(.+)$/.exec(reference) ?? [];
    const { sourceDescriptions } = this.#descriptions.get(file) as Description;
    const url = source === undefined ? file : sourceDescriptions.find(({ name }) => name === source)?.url;
    const innerFile = url?.replace(/^\.\//, '') ?? '';
    const found = this.#descriptions.get(innerFile)?.workflows.find((one) => one.workflowId === workflowId);
    if (!found)
      throw new CliError(`${file}: the step ${step.stepId} names "${reference}", which is no workflow here`, 2);
    return [innerFile, found];
  }
}

function isMeant(operation: Operation, step: WorkflowStep): boolean {
  if (typeof step.operationId === 'string') {
    return step.operationId.replace(/^\$sourceDescriptions\.[\w-]+\./, '') === operation.operationId;
  }
  return typeof step.operationPath === 'string' && step.operationPath.endsWith(`#${operationPointer(operation)}`);
}

/** The status of the criterion `$statusCode == 200`, the usual form in Arazzo. */
function statusOf({ successCriteria }: WorkflowStep, { responses }: Operation): string {
  const conditions = Array.isArray(successCriteria) ? successCriteria.filter(isObject) : [];
  const statuses = conditions.flatMap(
    ({ condition }) => /^\s*\$statusCode\s*==\s*(\d{3})\s*$/.exec(String(condition))?.[1] ?? [],
  );
  const [status] = statuses;
  if (status === undefined) return '-';
  return [status, `${status[0]}XX`, 'default'].find((key) => responses.has(key)) ?? status;
}

function branchesIn({ steps, successActions, failureActions }: Workflow): boolean {
  const actions = [...listOf(successActions), ...listOf(failureActions), ...steps.flatMap(actionsOf)];
  // A referenced action may be of any type.
  return actions.some((action) => !isRetry(action));
}

const actionsOf = ({ onSuccess, onFailure }: WorkflowStep): JsonObject[] => [
  ...listOf(onSuccess),
  ...listOf(onFailure),
];

/** Arazzo: one retry without a limit. */
const retryLimitOf = ({ retryLimit = 1 }: JsonObject): number => Number(retryLimit);

const isRetry = ({ type }: JsonObject): boolean => type === 'retry';

const listOf = (list: Json | undefined): JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);
