/** What the `check` verb needs of the engine. */
export { check, checkContract, planContract, type CheckOptions } from './check.js';
export { readWorkflows } from './phases/workflows/arazzo.js';
export { noRecipes } from './recipes/recipe.js';
export { recipesOfVersion, workflowsOfVersion } from './recipes/of-version.js';
export { readRecipes } from './recipes/recipe-files.js';
export type { CaseResult, Report, RunError } from './report.js';
export type { CheckEvent, Reporter } from './events.js';
export type { CheckReport } from './reports/check-report.js';
