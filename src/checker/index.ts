/** What the `check` verb needs of the engine. */
export { checkContract, planContract, type CheckOptions } from './check.js';
export { Coverage } from './validate/coverage.js';
export { readWorkflows } from './phases/workflows/arazzo.js';
export { noRecipes } from './recipes/recipe.js';
export { readRecipes } from './recipes/recipe-files.js';
export type { Row } from './report.js';
export type { CheckReport } from './reports/check-report.js';
