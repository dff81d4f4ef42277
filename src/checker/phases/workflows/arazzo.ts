/** Reads a folder of Arazzo descriptions, and how the check runs them (`run.yaml`). */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CliError } from '../../../openapi/cli-error.js';
import { allowedFolders, readBytes, readInside, refusal } from '../../../openapi/inside-folder.js';
import { parseYaml } from '../../../openapi/yaml.js';
import { escapeToken, isObject, type Json, type JsonObject } from '../../../openapi/document.js';
import type { Step } from '../../recipes/recipe.js';
import { readRecipeFile } from '../../recipes/recipe-schema.js';

/** The members of an Arazzo description that are read. */
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
  /** By name of the input. An input that is not listed keeps its default. */
  inputs: JsonObject;
  /** The same for one workflow, by workflowId; null keeps the default. */
  inputsOf: Readonly<Record<string, JsonObject>>;
  /** Steps before each retry, where the target has a control API. */
  whileWaiting: Extract<Step, { control: string }> | undefined;
}

const runFile = 'run.yaml';

/**
 * A folder that is not there holds no workflows.
 * @param allowed folders that files of the workflows may be in, beside the folder itself
 * @throws {CliError} exit code 2, naming the file, for what is no Arazzo description.
 */
export function readWorkflows(folder: string, allowed: readonly string[] = []): Workflows | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).sort();
  const files = names.filter((name) => /\.arazzo\.(ya?ml|json)$/.test(name));
  const descriptions = new Map(files.map((name) => [name, readDescription(folder, name, allowed)]));
  const run = names.includes(runFile) ? readRun(folder, allowed) : {};
  return { folder, descriptions, inputs: {}, inputsOf: {}, whileWaiting: undefined, ...run };
}

function readDescription(folder: string, name: string, allowed: readonly string[]): Description {
  const file = join(folder, name);
  const content = readYaml(folder, name, allowed);
  const { sourceDescriptions: sources, workflows } = content;
  const isComplete =
    typeof content.arazzo === 'string' &&
    Array.isArray(sources) &&
    sources.every((source) => isObject(source) && typeof source.name === 'string' && typeof source.url === 'string') &&
    Array.isArray(workflows) &&
    workflows.every((workflow) => isObject(workflow) && Array.isArray(workflow.steps));
  if (!isComplete) throw new CliError(`${relative(process.cwd(), file)}: this is no Arazzo description`, 2);
  const found = [...namedFiles(content, '')].flatMap((named) => {
    const why = refusal(named.file, folder, allowedFolders(file, allowed), readBytes);
    return why ? [`${relative(process.cwd(), file)}: ${named.pointer}: "${named.file}" ${why}`] : [];
  });
  if (found.length > 0) throw new CliError(found.join('\n'), 2);
  return content as Description;
}

/** Respect sends the file that such a text names, even if the text came from a response. */
export const isFileExpression = (text: string): boolean => text.trim().startsWith('$file(');

/** Every file that Respect would read for a description: references, sources and files to send. */
function* namedFiles(node: Json, pointer: string): Generator<{ file: string; pointer: string }> {
  if (typeof node === 'string') {
    // Parses the text as Respect does: any character may stand for the quotes.
    if (isFileExpression(node)) yield { file: node.slice(7, -2), pointer };
  } else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      const at = `${pointer}/${escapeToken(key)}`;
      const isName = key === '$ref' || (key === 'url' && isObject(node) && node.type === 'arazzo');
      const [file = ''] = isName && typeof value === 'string' ? value.split('#', 1) : [];
      if (file !== '') yield { file, pointer: at };
      yield* namedFiles(value as Json, at);
    }
  }
}

function readRun(folder: string, allowed: readonly string[]): Partial<Workflows> {
  const { inputs = {}, workflows = {}, whileWaiting } = readRecipeFile(folder, runFile, 'run', allowed).content;
  return {
    inputs: inputs as JsonObject,
    inputsOf: workflows as Record<string, JsonObject>,
    ...(whileWaiting !== undefined && { whileWaiting: whileWaiting as never }),
  };
}

function readYaml(folder: string, name: string, allowed: readonly string[]): JsonObject {
  const file = join(folder, name);
  let content: Json;
  try {
    content = parseYaml(readInside(folder, name, allowed)) as Json;
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${relative(process.cwd(), file)}: ${(error as Error).message.split('\n')[0]}`, 2);
  }
  if (!isObject(content)) throw new CliError(`${relative(process.cwd(), file)}: expected a map`, 2);
  return content;
}
