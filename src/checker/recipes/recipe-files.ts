/** Reads a folder of recipes. */
import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { Json, JsonObject } from '../../openapi/document.js';
import { ownMember } from '../../openapi/own.js';
import type { BackgroundRead } from '../background.js';
import { readFixtures } from '../relations/read-fixtures.js';
import { noRecipes, type CredentialSource, type Recipe, type Recipes, type Step } from './recipe.js';
import type { Rule } from './rules.js';
import { readRecipeFile, type FileKind, type RecipeFile } from './recipe-schema.js';

/** The files that are not named after an operation. */
const common: Readonly<Record<string, FileKind>> = {
  'every-request': 'everyRequest',
  'every-operation': 'recipes',
  preconditions: 'preconditions',
  credentials: 'credentials',
  inputs: 'inputs',
  'safe-operations': 'safeOperations',
  rules: 'rules',
  positives: 'positives',
  background: 'background',
};

/**
 * A missing folder has no recipes.
 * @param allowed folders that a symbolic link may lead to, beside the folder itself
 * @throws {CliError} exit code 2, one line `file:line:column what is wrong`, for an invalid recipe
 */
export function readRecipes(folder: string, allowed: readonly string[] = []): Recipes {
  if (!existsSync(folder)) return noRecipes;
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((file): [string, RecipeFile] => {
        const name = basename(file, '.yaml');
        return [
          name,
          readRecipeFile(folder, file, (Object.hasOwn(common, name) && common[name]) || 'recipes', allowed),
        ];
      }),
  );
  const contentOf = (name: string) => files.get(name)?.content ?? {};
  const preconditions = new Preconditions(files.get('preconditions'));
  const own = [...files].filter(([name]) => !Object.hasOwn(common, name));
  return {
    of: new Map(own.map(([operationId, file]) => [operationId, readEntries<Recipe>(file, preconditions)])),
    everyOperation: readEntries<Recipe>(files.get('every-operation'), preconditions),
    everyRequest: contentOf('every-request').patch,
    credentials: readEntries<CredentialSource>(files.get('credentials'), preconditions),
    inputs: contentOf('inputs'),
    background: new Map(Object.entries(contentOf('background') as unknown as Record<string, BackgroundRead[]>)),
    safe: Object.keys(contentOf('safe-operations')),
    closed: {
      values: Object.keys(contentOf('positives').values ?? {}),
      presence: Object.keys(contentOf('positives').presence ?? {}),
    },
    unlisted: (contentOf('positives').unlisted ?? {}) as unknown as Recipes['unlisted'],
    sizes: (contentOf('positives').sizes ?? {}) as unknown as Recipes['sizes'],
    files: (contentOf('positives').files ?? {}) as unknown as Recipes['files'],
    rules: readEntries<Rule>(files.get('rules'), preconditions),
    fixtures: readFixtures(folder, allowed, (file, path, steps) => preconditions.resolve(file, path, steps)),
  };
}

/** Entries that may have steps before and after them. */
function readEntries<Entry>(file: RecipeFile | undefined, preconditions: Preconditions): Record<string, Entry> {
  if (!file) return {};
  return Object.fromEntries(
    Object.entries(file.content).map(([name, value]) => {
      const entry = value as JsonObject;
      const steps = (part: 'given' | 'then') =>
        entry[part] === undefined ? {} : { [part]: preconditions.resolve(file, [name, part], entry[part]) };
      return [name, { ...entry, ...steps('given'), ...steps('then') } as Entry];
    }),
  );
}

/** Steps that several recipes share, by name; one may begin with another. */
class Preconditions {
  readonly #file: RecipeFile | undefined;

  constructor(file: RecipeFile | undefined) {
    this.#file = file;
  }

  /** @param given the name of a precondition, a step, or a list of these */
  resolve(file: RecipeFile, path: readonly string[], given: Json, within: readonly string[] = []): Step[] {
    return [given]
      .flat()
      .flatMap((item) =>
        typeof item === 'string' ? this.#named(file, path, item as string, within) : [item as unknown as Step],
      );
  }

  #named(file: RecipeFile, path: readonly string[], name: string, within: readonly string[]): Step[] {
    const steps = this.#file && ownMember(this.#file.content, name);
    if (steps === undefined || !this.#file) throw file.error(path, `names the unknown precondition "${name}"`);
    if (within.includes(name)) throw this.#file.error([name], 'needs itself');
    return this.resolve(this.#file, [name], steps, [...within, name]);
  }
}
