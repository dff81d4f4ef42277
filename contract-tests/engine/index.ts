/** What the `check` verb needs of the engine. */
export { checkContract, planContract, type CheckOptions } from './check.js';
export { credentialsFromEnvironment, environmentVariable } from './credentials.js';
export { readWorkflows } from './journeys/arazzo.js';
export { noRecipes } from './recipe.js';
export { readRecipes } from './recipe-files.js';
export { renderRows, type Row } from './report.js';
