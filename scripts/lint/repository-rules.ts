/** Rules about several files: unused files, and recipes without an example. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isObject, operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { recipeFor } from '../../src/checker/recipes/recipe.js';
import { readRecipes } from '../../src/checker/recipes/recipe-files.js';
import { packageRoot } from '../../src/openapi/providers.js';

/** One sentence for each YAML file of a provider's folder that its root document does not reach. */
export function findUnusedFiles(folder: string): string[] {
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/\$ref:\s*['"]?([^'"#\s]+\.yaml)/g)) {
      reach(resolve(dirname(file), target as string));
    }
  };
  reach(join(folder, 'openapi.yaml'));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith('.yaml') && !/[\\/](recipes|workflows)[\\/]/.test(file) && !reached.has(file))
    .sort()
    .map((file) => `${relative(packageRoot, file)}: nothing refers to this file: delete it or refer to it.`);
}

/** One sentence for each documented response without a recipe, and for each recipe without a response. */
export function findUnpairedRecipes(folder: string, document: JsonObject): string[] {
  const recipes = readRecipes(join(folder, 'recipes'));
  const promised = new Map(operationsOf(document).map((operation) => [operation.operationId, promises(operation)]));
  const name = (operationId: string) => relative(packageRoot, join(folder, 'recipes', `${operationId}.yaml`));
  const missing = [...promised].flatMap(([operationId, names]) =>
    names
      .filter((one) => recipeFor(recipes, operationId, one) === undefined)
      .map((one) => `${name(operationId)}: "${one}" is documented but has no recipe: say how it is brought about.`),
  );
  const superfluous = [...recipes.of].flatMap(([operationId, entries]) =>
    Object.keys(entries)
      .filter((one) => !promised.get(operationId)?.includes(one))
      .map((one) => `${name(operationId)}: "${one}" is no response example of this operation: rename or delete it.`),
  );
  return [...missing, ...superfluous];
}

/** One sentence for each step of a recipe whose operation is in neither document. */
export function findUnknownSteps(folder: string, document: JsonObject, control: JsonObject): string[] {
  const recipes = readRecipes(join(folder, 'recipes'));
  const idsOf = (one: JsonObject) => new Set(operationsOf(one).map(({ operationId }) => operationId));
  const known = { operation: idsOf(document), control: idsOf(control) };
  const entries = [...recipes.of, ['every-operation', recipes.everyOperation] as const];
  const found = entries.flatMap(([file, recipe]) =>
    Object.entries(recipe).flatMap(([name, { given = [], then = [] }]) =>
      [...given, ...then]
        .map((step) =>
          'operation' in step ? (['operation', step.operation] as const) : (['control', step.control] as const),
        )
        .filter(([kind, id]) => !known[kind].has(id))
        .map(
          ([kind, id]) =>
            `${relative(packageRoot, join(folder, 'recipes', `${file}.yaml`))}: "${name}" has a step of the unknown ${kind} "${id}".`,
        ),
    ),
  );
  return [...new Set(found)];
}

/** Names of response examples; the status of a response without one. */
function promises({ responses }: ReturnType<typeof operationsOf>[number]): string[] {
  return [...responses].flatMap(([status, { value }]) => {
    const media = isObject(value.content) ? Object.values(value.content) : [];
    const names = media.flatMap((one) => (isObject(one) && isObject(one.examples) ? Object.keys(one.examples) : []));
    return names.length > 0 ? names : [status];
  });
}
