/** Reads a folder of Arazzo descriptions, and how the check runs them (`run.yaml`). */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CliError } from '../../../scripts/cli-error.js';
import { parseYaml } from '../../../scripts/yaml.js';
import { isObject, type Json, type JsonObject } from '../document.js';
import type { Step } from '../recipe.js';

/** The parts of an Arazzo description that are read here. */
export interface Description extends JsonObject {
  sourceDescriptions: ({ name: string; type: string; url: string } & JsonObject)[];
  workflows: Workflow[];
}

export interface Workflow extends JsonObject {
  workflowId: string;
  steps: WorkflowStep[];
}

export type WorkflowStep = { stepId: string } & JsonObject;

export interface Workflows {
  folder: string;
  /** By file name. */
  descriptions: ReadonlyMap<string, Description>;
  /** By name of the input, as `inputs.ts` reads them; an input that is not here keeps its default. */
  inputs: JsonObject;
  /** Likewise for one workflow alone, by workflowId; null leaves the default. */
  inputsOf: Readonly<Record<string, JsonObject>>;
  /** Played each time that a step is tried again, where the target has a control API. */
  whileWaiting: Extract<Step, { control: string }> | undefined;
}

const runFile = 'run.yaml';

/**
 * A folder that is not there holds no workflows.
 * @throws {CliError} exit code 2, naming the file, for what is no Arazzo description.
 */
export function readWorkflows(folder: string): Workflows | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).sort();
  const files = names.filter((name) => /\.arazzo\.(ya?ml|json)$/.test(name));
  const descriptions = new Map(files.map((name) => [name, readDescription(join(folder, name))]));
  const run = names.includes(runFile) ? readRun(join(folder, runFile)) : {};
  return { folder, descriptions, inputs: {}, inputsOf: {}, whileWaiting: undefined, ...run };
}

function readDescription(file: string): Description {
  const content = readYaml(file);
  const { sourceDescriptions: sources, workflows } = content;
  const isComplete =
    typeof content.arazzo === 'string' &&
    Array.isArray(sources) &&
    sources.every((source) => isObject(source) && typeof source.name === 'string' && typeof source.url === 'string') &&
    Array.isArray(workflows) &&
    workflows.every((workflow) => isObject(workflow) && Array.isArray(workflow.steps));
  if (!isComplete) throw new CliError(`${relative(process.cwd(), file)}: this is no Arazzo description`, 2);
  return content as Description;
}

function readRun(file: string): Partial<Workflows> {
  const content = readYaml(file);
  const stranger = Object.keys(content).find((key) => !['inputs', 'workflows', 'whileWaiting'].includes(key));
  const { inputs = {}, workflows = {}, whileWaiting } = content;
  const areMaps = isObject(inputs) && isObject(workflows) && Object.values(workflows).every(isObject);
  const isStep = whileWaiting === undefined || (isObject(whileWaiting) && typeof whileWaiting.control === 'string');
  if (stranger || !areMaps || !isStep) {
    const parts = 'inputs (by name), workflows (inputs by workflowId) and whileWaiting (with control)';
    throw new CliError(`${relative(process.cwd(), file)}: expected ${parts}`, 2);
  }
  return {
    inputs,
    inputsOf: workflows as Record<string, JsonObject>,
    ...(whileWaiting !== undefined && { whileWaiting: whileWaiting as never }),
  };
}

function readYaml(file: string): JsonObject {
  let content: Json;
  try {
    content = parseYaml(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw new CliError(`${relative(process.cwd(), file)}: ${(error as Error).message.split('\n')[0]}`, 2);
  }
  if (!isObject(content)) throw new CliError(`${relative(process.cwd(), file)}: expected a map`, 2);
  return content;
}
