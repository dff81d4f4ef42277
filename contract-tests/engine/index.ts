/** What the `check` verb needs of the engine. */
export { BrokenOff, checkContract, planContract, type CheckOptions } from './check.js';
export { Coverage } from './coverage.js';
export { credentialsFromEnvironment, environmentVariable } from './credentials.js';
export { readWorkflows } from './journeys/arazzo.js';
export { noRecipes } from './recipe.js';
export { readRecipes } from './recipe-files.js';
export { guardRow } from './guard.js';
export type { Row } from './report.js';
export type { CheckReport } from './reports/check-report.js';
