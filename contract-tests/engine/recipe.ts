/** How a documented response is brought about: data beside the spec, one file an operation. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'yaml';
import { CliError } from '../../scripts/cli-error.js';
import { isObject, type Json, type JsonObject } from './document.js';

export type Recipe =
  /** The request example of the same name does it, on any implementation. */
  | { request: true }
  /** The request example `from`, patched (RFC 7396), or with other credentials. */
  | { from?: string; patch?: Json; credentials?: Record<string, string> }
  /** Only a state of the implementation does it; the text says which. */
  | { state: string };

export interface Recipes {
  /** By operationId, then by the response example's name or, where a response has none, by its status. */
  of: ReadonlyMap<string, Readonly<Record<string, Recipe>>>;
  /** RFC 7396 patch on the members that a request's body has, before that of its recipe: what no fixed example knows. */
  every: Json | undefined;
}

export const noRecipes: Recipes = { of: new Map(), every: undefined };

/** Holds the patch of every request; an operation cannot be called that. */
const everyRequest = 'every-request';

/**
 * Reads `<operationId>.yaml` files of a folder; a folder that is not there holds no recipes.
 * @throws {CliError} exit code 2, naming file and entry, for one that is not a recipe.
 */
export function readRecipes(folder: string): Recipes {
  if (!existsSync(folder)) return noRecipes;
  const recipes = new Map<string, Record<string, Recipe>>();
  let every: Json | undefined;
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    const operationId = basename(file, '.yaml');
    if (operationId === everyRequest) every = readYaml(join(folder, file)).patch;
    else recipes.set(operationId, readRecipeFile(join(folder, file)));
  }
  return { of: recipes, every };
}

/** In a patch, `{ $now: -300 }` stands for the time 300 seconds ago, in Unix seconds. */
export function fillTimes(patch: Json, now: number): Json {
  if (Array.isArray(patch)) return patch.map((item) => fillTimes(item, now));
  if (!isObject(patch)) return patch;
  if (typeof patch.$now === 'number') return now + patch.$now;
  return Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, fillTimes(value, now)]));
}

function readRecipeFile(file: string): Record<string, Recipe> {
  const content = readYaml(file);
  for (const [example, recipe] of Object.entries(content)) {
    if (!isRecipe(recipe)) {
      const name = relative(process.cwd(), file);
      throw new CliError(`${name}: "${example}" needs one of request, from, patch, credentials or state`, 2);
    }
  }
  return content as Record<string, Recipe>;
}

function readYaml(file: string): JsonObject {
  const name = relative(process.cwd(), file);
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(`${name}: ${(error as Error).message.split('\n')[0]}`, 2);
  }
  if (!isObject(content)) throw new CliError(`${name}: expected a map from example name to recipe`, 2);
  return content;
}

function isRecipe(value: Json): boolean {
  if (!isObject(value)) return false;
  if (typeof value.state === 'string' || value.request === true) return Object.keys(value).length === 1;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => ['from', 'patch', 'credentials'].includes(key));
}
