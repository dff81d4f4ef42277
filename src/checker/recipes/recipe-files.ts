/** Reads a folder of recipes. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { CliError } from '../../openapi/cli-error.js';
import { readInside } from '../../openapi/inside-folder.js';
import { parseYaml } from '../../openapi/yaml.js';
import { isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { readWorlds } from '../relations/read-worlds.js';
import { noRecipes, type CredentialSource, type Recipe, type Recipes, type Step } from './recipe.js';
import { ruleKeys, type Rule } from './rules.js';

/** The files that are not named after an operation. */
const common = {
  everyRequest: 'every-request',
  everyOperation: 'every-operation',
  preconditions: 'situations',
  credentials: 'credentials',
  inputs: 'inputs',
  safe: 'safe-operations',
  rules: 'rules',
} as const;

/**
 * A folder that is not there holds no recipes.
 * @param allowed folders that a symbolic link may lead to, beside the folder itself
 * @throws {CliError} exit code 2, naming file and entry, for one that is not a recipe.
 */
export function readRecipes(folder: string, allowed: readonly string[] = []): Recipes {
  if (!existsSync(folder)) return noRecipes;
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => [basename(name, '.yaml'), readYaml(folder, name, allowed)]),
  );
  const take = (name: string): RecipeFile => {
    const file = files.get(name) ?? { name, content: {} };
    files.delete(name);
    return file;
  };
  const everyRequest = take(common.everyRequest).content.patch;
  const preconditions = new Preconditions(take(common.preconditions));
  const credentials = readCredentials(take(common.credentials));
  const inputs = take(common.inputs).content;
  const safe = Object.keys(take(common.safe).content);
  const rules = readRules(take(common.rules), preconditions);
  const worlds = readWorlds(folder, allowed, (name, entry, steps) =>
    preconditions.resolve({ name, content: {} }, entry, steps),
  );
  const everyOperation = readEntries(take(common.everyOperation), preconditions);
  const of = new Map([...files].map(([operationId, file]) => [operationId, readEntries(file, preconditions)]));
  return { of, everyOperation, everyRequest, credentials, inputs, safe, rules, worlds };
}

interface RecipeFile {
  /** For messages. */
  name: string;
  content: JsonObject;
}

const templateKeys = ['from', 'patch', 'parameters', 'security', 'credentials'];

function readEntries(file: RecipeFile, preconditions: Preconditions): Record<string, Recipe> {
  return Object.fromEntries(
    Object.entries(file.content).map(([entry, value]) => [entry, readRecipe(file, entry, value, preconditions)]),
  );
}

function readRecipe(file: RecipeFile, entry: string, value: Json, preconditions: Preconditions): Recipe {
  const allowed = ['request', 'state', 'given', 'expect', 'then', ...templateKeys];
  const keys = isObject(value) ? Object.keys(value) : [];
  const isRecipe = keys.length > 0 && keys.every((key) => allowed.includes(key));
  if (!isObject(value) || !isRecipe || (value.request !== undefined && keys.length > 1)) {
    throw new CliError(
      `${file.name}: "${entry}" needs request: true alone, or one or more of ${allowed.slice(1).join(', ')}`,
      2,
    );
  }
  const steps = (part: 'given' | 'then') =>
    value[part] === undefined ? {} : { [part]: preconditions.resolve(file, entry, value[part]) };
  return { ...value, ...steps('given'), ...steps('then') } as Recipe;
}

/** Steps that several recipes share, by name; one may begin with another. */
class Preconditions {
  readonly #file: RecipeFile;

  constructor(file: RecipeFile) {
    this.#file = file;
  }

  /** @param given The name of a situation, a step, or a list of such. */
  resolve(file: RecipeFile, entry: string, given: Json, within: readonly string[] = []): Step[] {
    return [given].flat().flatMap((item) => {
      if (typeof item === 'string') return this.#named(file, entry, item as string, within);
      const allowed = [...templateKeys, 'outputs', 'expect', 'operation', 'control', 'status'];
      const isStep = isObject(item) && (typeof item.operation === 'string') !== (typeof item.control === 'string');
      const stranger = isObject(item) ? Object.keys(item).find((key) => !allowed.includes(key)) : undefined;
      if (!isStep || stranger) {
        const fault = stranger ? `"${stranger}" is no part of a step` : 'needs steps with one of operation, control';
        throw new CliError(`${file.name}: "${entry}": ${fault}, or the name of a situation`, 2);
      }
      return [item as unknown as Step];
    });
  }

  #named(file: RecipeFile, entry: string, name: string, within: readonly string[]): Step[] {
    const steps = this.#file.content[name];
    if (steps === undefined) throw new CliError(`${file.name}: "${entry}" names the unknown situation "${name}"`, 2);
    if (within.includes(name)) throw new CliError(`${this.#file.name}: the situation "${name}" needs itself`, 2);
    return this.resolve(this.#file, name, steps, [...within, name]);
  }
}

function readRules(file: RecipeFile, preconditions: Preconditions): Recipes['rules'] {
  return Object.fromEntries(
    Object.entries(file.content).map(([name, value]) => {
      const stranger = isObject(value) ? Object.keys(value).find((key) => !ruleKeys.includes(key)) : undefined;
      if (!isObject(value) || stranger !== undefined) {
        throw new CliError(`${file.name}: "${name}" needs one or more of ${ruleKeys.join(', ')}`, 2);
      }
      const given = value.given === undefined ? [] : preconditions.resolve(file, name, value.given);
      return [name, { ...value, given } as Rule];
    }),
  );
}

function readCredentials({ name, content }: RecipeFile): Record<string, CredentialSource> {
  for (const [scheme, source] of Object.entries(content)) {
    const isIssuedOrFixed = isObject(source) && typeof source.value === 'string';
    const isMade =
      isObject(source) &&
      typeof source.sign === 'string' &&
      [source.key, source.seed].some((one) => typeof one === 'string');
    if (!isIssuedOrFixed && !isMade) {
      throw new CliError(
        `${name}: "${scheme}" needs a value (from the answer of an operation), or sign and one of key, seed`,
        2,
      );
    }
  }
  return content as unknown as Record<string, CredentialSource>;
}

function readYaml(folder: string, base: string, allowed: readonly string[]): RecipeFile {
  const name = relative(process.cwd(), join(folder, base));
  let content: unknown;
  try {
    content = parseYaml(readInside(folder, base, allowed));
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${name}: ${(error as Error).message.split('\n')[0]}`, 2);
  }
  if (!isObject(content)) throw new CliError(`${name}: expected a map`, 2);
  return { name, content };
}
