/** The generated and committed files of a provider. They are read once per process and must not be changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecipes } from '../../src/checker/index.js';
import type { Recipes } from '../../src/checker/recipes/recipe.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { generatedPath, packageRoot } from '../../src/openapi/providers.js';

const once = <Value>(read: (name: string) => Value): ((name: string) => Value) => {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    return value;
  };
};

/** The exact document. */
export const documentOf = once((provider) => frozen(readJson(provider)));

/** The recipes that ship with the document. */
export const recipesOf = once((provider): Recipes => readRecipes(join(packageRoot, 'spec', provider, 'recipes')));

const readJson = (provider: string) =>
  JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
