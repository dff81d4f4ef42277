/**
 * Adapts today's recipes to a document of another version (`--against`): cases that need an operation or a request
 * example that it does not have are left out with that reason.
 */
import { operationsOf, type JsonObject } from '../../openapi/document.js';
import { requestExamples } from '../plan.js';
import type { Description, Workflows } from '../phases/workflows/arazzo.js';
import type { Recipe, Recipes, Step } from './recipe.js';

export function recipesOfVersion(document: JsonObject, recipes: Recipes): Recipes {
  const operations = new Map(operationsOf(document).map((one) => [one.operationId, one]));
  const lackOf = (steps: readonly Step[]): string | undefined => {
    for (const step of steps) {
      if (!('operation' in step)) continue;
      const operation = operations.get(step.operation);
      if (!operation) return `this version has no operation "${step.operation}"`;
      if (step.from === undefined || requestExamples(document, operation).has(step.from)) continue;
      return `this version has no example "${step.from}" of ${step.operation}`;
    }
    return undefined;
  };
  const read = (entries: Readonly<Record<string, Recipe>>): Record<string, Recipe> =>
    Object.fromEntries(
      Object.entries(entries).map(([name, recipe]) => {
        const state = lackOf([...(recipe.given ?? []), ...(recipe.then ?? [])]);
        return [name, state === undefined ? recipe : { state }];
      }),
    );
  return {
    ...recipes,
    of: new Map(
      [...recipes.of].map(([operationId, entries]) => {
        const operation = operations.get(operationId);
        const own = operation ? [...requestExamples(document, operation)] : [];
        const unknown = own.filter((name) => !entries[name] && !recipes.everyOperation[name]);
        const state = 'the recipes are of another version, which has no such example';
        return [operationId, { ...Object.fromEntries(unknown.map((name) => [name, { state }])), ...read(entries) }];
      }),
    ),
    everyOperation: read(recipes.everyOperation),
    rules: Object.fromEntries(Object.entries(recipes.rules).filter(([, { given = [] }]) => !lackOf(given))),
    fixtures: Object.fromEntries(
      Object.entries(recipes.fixtures).map(([name, fixture]) => {
        // Cases of missing operations do not count. The others build on each other: what one lacks leaves out all.
        const known = Object.values(fixture.cases).filter(({ operation }) => operations.has(operation));
        const cases = known.flatMap(({ operation, from, then = [] }): Step[] => [
          { operation, ...(from !== undefined && { from }) },
          ...then,
        ]);
        const reason = lackOf([...fixture.given, ...Object.values(fixture.views), ...cases]);
        return [name, reason === undefined ? fixture : { ...fixture, reason }];
      }),
    ),
  };
}

/** Leaves out descriptions with a step of a missing operation, and those that depend on them. */
export function workflowsOfVersion(document: JsonObject, workflows: Workflows): Workflows {
  const known = new Set(operationsOf(document).map(({ operationId }) => operationId));
  const descriptions = new Map(workflows.descriptions);
  const stands = ({ sourceDescriptions, workflows: all }: Description): boolean =>
    sourceDescriptions.every(({ type, url }) => type !== 'arazzo' || descriptions.has(url.replace(/^\.\//, ''))) &&
    all
      .flatMap(({ steps }) => steps)
      .every(({ operationId }) => typeof operationId !== 'string' || known.has(operationId.replace(/^\$.*\./, '')));
  for (let count = Infinity; count > descriptions.size;) {
    count = descriptions.size;
    for (const [file, description] of descriptions) if (!stands(description)) descriptions.delete(file);
  }
  return { ...workflows, descriptions };
}
