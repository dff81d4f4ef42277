/** A check of a document against a server in this process, without credentials and control API. */
import { checkContract, noRecipes, type CaseResult, type CheckOptions } from '../../src/checker/index.js';
import type { Recipes } from '../../src/checker/recipes/recipe.js';
import type { JsonObject } from '../../src/openapi/document.js';

/**
 * @param answer called with each request; paths stand below the root
 * @param more other options.
 * @default all phases
 */
export async function checkDocument(
  document: JsonObject,
  answer: (request: Request) => Promise<Response>,
  recipes: Recipes = noRecipes,
  more: Partial<CheckOptions> = {},
): Promise<CaseResult[]> {
  const { cases } = await checkContract({
    document,
    url: new URL('http://target.test'),
    recipes,
    credentials: {},
    honoursPrefer: false,
    timeout: 5,
    maxBodySize: 1e6,
    driver: 'direct',
    fetch: answer,
    ...more,
  });
  return cases;
}

const titlesOf = (cases: readonly CaseResult[], wanted: CaseResult['outcome']): string[] =>
  cases.flatMap(({ operationId, case: name, outcome }) => (outcome === wanted ? [`${operationId}: ${name}`] : []));

/** The cases that failed, each as `operationId: name`. */
export const failing = (cases: readonly CaseResult[]): string[] => titlesOf(cases, 'failed');

/** Those that passed. */
export const passing = (cases: readonly CaseResult[]): string[] => titlesOf(cases, 'passed');

/** Options for the relations alone. */
export const relations: Partial<CheckOptions> = { selection: { phases: ['relations'] } };

/** The same of one operation. @param title as `failing` has it */
export const relationsOf = (title: string): Partial<CheckOptions> => ({
  selection: { ...relations.selection, operations: [title.replace(/:.*/, '')] },
});
