/**
 * The folder that Respect reads: the workflows with their inputs in the place of the defaults, since one process takes
 * one set of inputs and each journey needs its own, and the document as it is judged.
 */
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../../openapi/document.js';
import type { Description, Workflow, Workflows } from './arazzo.js';

export interface WorkflowFolder {
  folder: string;
  /** Names of the source descriptions that are OpenAPI. */
  sources: string[];
  remove(): Promise<void>;
}

const documentFile = 'openapi.document.json';

export interface WorkflowFolderOptions {
  workflows: Workflows;
  document: JsonObject;
  /** By workflowId. */
  inputs: ReadonlyMap<string, JsonObject>;
  /** Whether a step is tried again at once, since the time that it waits for is brought about. */
  skipWaits: boolean;
}

export async function writeWorkflowFolder({
  workflows,
  document,
  inputs,
  skipWaits,
}: WorkflowFolderOptions): Promise<WorkflowFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-contracts-workflows-'));
  const { descriptions } = workflows;
  const besides = (await readdir(workflows.folder)).filter((name) => !descriptions.has(name));
  // Files that the workflows send.
  for (const name of besides) await symlink(resolve(workflows.folder, name), join(folder, name));
  await writeFile(join(folder, documentFile), JSON.stringify(document));
  for (const [name, description] of descriptions) {
    await writeFile(join(folder, name), JSON.stringify(staged(description, inputs, skipWaits)));
  }
  const sources = [...descriptions.values()].flatMap(({ sourceDescriptions }) => sourceDescriptions.filter(isOpenApi));
  return {
    folder,
    sources: [...new Set(sources.map(({ name }) => name))],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const isOpenApi = ({ type }: { type: string }): boolean => type !== 'arazzo';

function staged(description: Description, inputs: WorkflowFolderOptions['inputs'], skipWaits: boolean): JsonObject {
  return {
    ...description,
    sourceDescriptions: description.sourceDescriptions.map((source) =>
      isOpenApi(source) ? { ...source, url: documentFile } : source,
    ),
    workflows: description.workflows.map((workflow) => {
      const given = withDefaults(workflow, inputs.get(workflow.workflowId) ?? {});
      return skipWaits ? withoutWaiting(given) : given;
    }),
  };
}

function withDefaults(workflow: Workflow, values: JsonObject): Workflow {
  const schema = isObject(workflow.inputs) ? workflow.inputs : {};
  const properties = isObject(schema.properties) ? schema.properties : {};
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
