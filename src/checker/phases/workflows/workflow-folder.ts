/**
 * Writes the folder that Respect reads: the workflows and the document. The inputs become defaults, since one process
 * takes one set of inputs and each workflow needs its own.
 */
import { readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { propertiesOf, isObject, type Json, type JsonObject, type Operation } from '../../../openapi/document.js';
import { makeTemporaryFolder } from '../../../openapi/temporary-folder.js';
import type { Description, Workflow, Workflows, WorkflowStep } from './arazzo.js';
import { isArrayAt } from './body-schema.js';
import { documentForRespect } from './workflow-document.js';

/** The request header that names the step. */
export const stepHeader = 'x-contract-step';

export interface WorkflowFolder {
  folder: string;
  /** Names of the source descriptions that are OpenAPI. */
  sources: string[];
  /** The authors' conditions, by the condition that Respect is given instead. */
  written: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

const documentFile = 'openapi.document.json';

export interface WorkflowFolderOptions {
  workflows: Workflows;
  document: JsonObject;
  /** By workflowId. */
  inputs: ReadonlyMap<string, JsonObject>;
  /** The operations of the steps, by `<workflowId>/<stepId>`. */
  operations: ReadonlyMap<string, { operation: Operation; status: string }>;
  /** Whether a step is repeated at once, since a step of the control API moves the clock. */
  skipWaits: boolean;
}

export async function writeWorkflowFolder({
  workflows,
  document,
  inputs,
  operations,
  skipWaits,
}: WorkflowFolderOptions): Promise<WorkflowFolder> {
  const folder = makeTemporaryFolder('kyc-contracts-workflows');
  const { descriptions } = workflows;
  const besides = (await readdir(workflows.folder)).filter((name) => !descriptions.has(name));
  // Files that the workflows send.
  for (const name of besides) await symlink(resolve(workflows.folder, name), join(folder, name));
  const bodiless = new Set<string>();
  const written = new Map<string, string>();
  const rewriteStep = (workflow: Workflow, step: WorkflowStep): WorkflowStep => {
    if (typeof step.workflowId === 'string') return step;
    const tag = `${workflow.workflowId}/${step.stepId}`;
    const call = operations.get(tag);
    if (call && step.requestBody === undefined) bodiless.add(call.operation.operationId);
    const tagged = withTag(step, tag);
    return call
      ? (withRootedPaths(tagged, (context) => isArrayAt(document, call, context), written) as WorkflowStep)
      : tagged;
  };
  for (const [name, description] of descriptions) {
    const steps = (workflow: Workflow) => workflow.steps.map((step) => rewriteStep(workflow, step));
    await writeFile(join(folder, name), JSON.stringify(rewritten(description, inputs, skipWaits, steps)));
  }
  await writeFile(join(folder, documentFile), JSON.stringify(documentForRespect(document, bodiless)));
  const sources = [...descriptions.values()].flatMap(({ sourceDescriptions }) => sourceDescriptions.filter(isOpenApi));
  return {
    folder,
    sources: [...new Set(sources.map(({ name }) => name))],
    written,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const isOpenApi = ({ type }: { type: string }): boolean => type !== 'arazzo';

function rewritten(
  description: Description,
  inputs: WorkflowFolderOptions['inputs'],
  skipWaits: boolean,
  steps: (workflow: Workflow) => WorkflowStep[],
): JsonObject {
  return {
    ...description,
    sourceDescriptions: description.sourceDescriptions.map((source) =>
      isOpenApi(source) ? { ...source, url: documentFile } : source,
    ),
    workflows: description.workflows.map((workflow) => {
      const given = { ...withDefaults(workflow, inputs.get(workflow.workflowId) ?? {}), steps: steps(workflow) };
      return skipWaits ? withoutWaiting(given) : given;
    }),
  };
}

function withDefaults(workflow: Workflow, values: JsonObject): Workflow {
  const schema = isObject(workflow.inputs) ? workflow.inputs : {};
  const properties = propertiesOf(schema);
  const replaced = Object.entries(values).map(([name, value]) => [name, { type: typeOf(value), default: value }]);
  return { ...workflow, inputs: { ...schema, properties: { ...properties, ...Object.fromEntries(replaced) } } };
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function withoutWaiting<Node extends Json>(node: Node): Node {
  if (Array.isArray(node)) return node.map(withoutWaiting) as Node;
  if (!isObject(node)) return node;
  const members = Object.entries(node).map(([key, value]) => [key, withoutWaiting(value)]);
  const copy = Object.fromEntries(members) as JsonObject;
  return (copy.type === 'retry' && 'retryAfter' in copy ? { ...copy, retryAfter: 0 } : copy) as Node;
}

function withTag(step: WorkflowStep, tag: string): WorkflowStep {
  const given = Array.isArray(step.parameters) ? step.parameters : [];
  const parameters = given.filter((one) => !isObject(one) || one.name !== stepHeader);
  return { ...step, parameters: [...parameters, { name: stepHeader, in: 'header', value: tag }] };
}

/**
 * Respect puts the value of a JSONPath criterion into a list, so that a filter finds an object at the root. For a list,
 * filters and paths therefore begin one level deeper.
 */
function withRootedPaths(node: Json, isArray: (context: string) => boolean, written: Map<string, string>): Json {
  if (Array.isArray(node)) return node.map((one) => withRootedPaths(one, isArray, written));
  if (!isObject(node)) return node;
  const { type, context, condition } = node;
  if (isJsonPath(type) && typeof condition === 'string' && typeof context === 'string') {
    const rest = condition.trim().slice(1);
    const isPath = /^(\.[^.]|\['|\["|\[\d)/.test(rest);
    if (!condition.trim().startsWith('$') || !(isPath || isArray(context))) return node;
    written.set(`$[0]${rest}`, condition);
    return { ...node, condition: `$[0]${rest}` };
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withRootedPaths(value, isArray, written)]),
  );
}

const isJsonPath = (type: Json | undefined): boolean => (isObject(type) ? type.type : type) === 'jsonpath';
